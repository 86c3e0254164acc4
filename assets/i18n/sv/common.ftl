# Words that everything shares.
yes = Ja
no = Nej
