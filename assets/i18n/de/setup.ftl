# Die Uhr der Vorführung.
dev_clock_title = Uhr der Vorführung
dev_clock_now = Hier ist es jetzt:
dev_clock_intro = Fristen, Termine und Verlauf richten sich nach dieser Uhr. Wird sie vorgestellt, verschickt das System, was bis dahin fällig wird. Anmeldungen und das Datum von E-Mails folgen der wirklichen Zeit.
dev_clock_day = Einen Tag weiter
dev_clock_week = Eine Woche weiter
dev_clock_month = Vier Wochen weiter
dev_clock_at = Tag und Uhrzeit
dev_clock_hint = In der Zeitzone der Stadt, zum Beispiel 2020-09-16T14:00.
dev_clock_turn = Uhr stellen
dev_clock_mail = E-Mails der Vorführung lesen
dev_clock_unreadable = Bitte geben Sie Tag und Uhrzeit an, zum Beispiel 2020-09-16T14:00.
dev_clock_years = Die Uhr lässt sich nur auf die Jahre { $first } bis { $last } stellen.
