# Sign-in, accounts, forms.
form_forged = This input did not come from a current page of this application and was therefore not carried out. Please reload the page and try again.
form_wrong_type = The form came in a format that is not read here.
form_too_large = The input is too large: at most { $bytes } bytes are possible.
form_unreadable = The input could not be read.
form_control_characters = This field contains control characters, which are not possible.
login_needs_tls = Signing in is possible over an encrypted connection only, but the configured public address { $url } does not begin with https://.
