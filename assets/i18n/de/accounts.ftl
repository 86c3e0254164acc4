# Anmeldung, Konten, Formulare.
form_forged = Diese Eingabe kam nicht von einer aktuellen Seite dieser Anwendung und wurde deshalb nicht ausgeführt. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.
form_wrong_type = Das Formular kam in einem Format, das hier nicht gelesen wird.
form_too_large = Die Eingabe ist zu groß: höchstens { $bytes } Bytes sind möglich.
form_unreadable = Die Eingabe konnte nicht gelesen werden.
form_control_characters = Dieses Feld enthält Steuerzeichen, die nicht möglich sind.
login_needs_tls = Eine Anmeldung ist nur über eine verschlüsselte Verbindung möglich. Die eingestellte öffentliche Adresse { $url } beginnt aber nicht mit https://.
