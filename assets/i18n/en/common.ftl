# Words that everything shares.
yes = Yes
no = No
