# Sign-in, accounts, forms.
form_forged = This input did not come from a current page of this application and was therefore not carried out. Please reload the page and try again.
form_wrong_type = The form came in a format that is not read here.
form_too_large = The input is too large: at most { $bytes } bytes are possible.
form_unreadable = The input could not be read.
form_control_characters = This field contains control characters, which are not possible.
login_needs_tls = Signing in is possible over an encrypted connection only, but the configured public address { $url } does not begin with https://.
account_email_ascii = Please write the e-mail address without special characters; an internationalised domain in its xn-- form.
account_email_invalid = This is not an e-mail address as it is needed here: name@place.example.
account_email_taken = There is an account for this e-mail address already.
account_name_empty = Please enter a name.
account_name_long = The name is too long: at most { $most } characters are possible.
account_password_short = The password is too short: it needs at least { $least } characters.
account_password_long = The password is too long: at most { $most } bytes are possible.
account_password_email = The e-mail address itself cannot be the password.
account_password_wrong = This is not the current password.
account_link_spent = This link is no longer valid: it was used already, has expired, or was replaced by a newer one.
login_wrong = E-mail address and password do not match, or the account is disabled.
