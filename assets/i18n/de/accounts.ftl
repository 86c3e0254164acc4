# Anmeldung, Konten, Formulare.
form_forged = Diese Eingabe kam nicht von einer aktuellen Seite dieser Anwendung und wurde deshalb nicht ausgeführt. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.
form_wrong_type = Das Formular kam in einem Format, das hier nicht gelesen wird.
form_too_large = Die Eingabe ist zu groß: höchstens { $bytes } Bytes sind möglich.
form_unreadable = Die Eingabe konnte nicht gelesen werden.
form_control_characters = Dieses Feld enthält Steuerzeichen, die nicht möglich sind.
login_needs_tls = Eine Anmeldung ist nur über eine verschlüsselte Verbindung möglich. Die eingestellte öffentliche Adresse { $url } beginnt aber nicht mit https://.
account_email_ascii = Bitte schreiben Sie die E-Mail-Adresse ohne Umlaute und Sonderzeichen; eine Domain mit Umlauten in ihrer Form mit xn--.
account_email_invalid = Das ist keine E-Mail-Adresse, wie sie hier gebraucht wird: name@ort.example.
account_email_taken = Zu dieser E-Mail-Adresse gibt es schon ein Konto.
account_name_empty = Bitte geben Sie einen Namen an.
account_name_long = Der Name ist zu lang: höchstens { $most } Zeichen sind möglich.
account_password_short = Das Kennwort ist zu kurz: es braucht mindestens { $least } Zeichen.
account_password_long = Das Kennwort ist zu lang: höchstens { $most } Bytes sind möglich.
account_password_email = Die E-Mail-Adresse selbst kann nicht das Kennwort sein.
account_password_wrong = Das ist nicht das bisherige Kennwort.
account_link_spent = Dieser Link gilt nicht mehr: Er wurde schon benutzt, ist abgelaufen oder wurde durch einen neueren ersetzt.
login_wrong = E-Mail-Adresse und Kennwort passen nicht zusammen, oder das Konto ist gesperrt.
