# Files (Anlagen): lists, forms, refusals, history.
file_title = Dateien
file_none_yet = Noch keine Dateien.
file_add = Dateien anfügen
file_choose = Dateien auswählen
file_choose_one = Neue Datei auswählen
file_limits = Bis zu { $most } Dateien auf einmal, jede höchstens { $mib } MB groß.
file_late_hint = Dateien, die jetzt hinzukommen, werden als nachgereicht gekennzeichnet.
file_keep_nonpublic = Nicht öffentlich
file_keep_nonpublic_hint = Nur der Rat und die Verwaltung sehen die Dateien. Später öffnen kann sie das Büro nur zu zweit.
file_inherits = Hier wird nicht öffentlich beraten: Die Dateien bleiben nicht öffentlich, bis zwei Personen sie öffnen.
file_back = Zurück, ohne etwas anzufügen
file_nonpublic = nicht öffentlich
file_late = nachgereicht
file_opening = Öffnung beantragt
file_details = Einzelheiten
file_versions_count = { $count ->
        [one] { $count } frühere Fassung
       *[other] { $count } frühere Fassungen
    }
file_versions = Frühere Fassungen
file_newer = Es gibt eine neuere Fassung:
file_download = Datei öffnen oder herunterladen
file_belongs = Gehört zu
file_uploaded = Hochgeladen
file_revision = Fassung
file_sha = Prüfsumme (SHA-256)
file_reason = Begründung
file_of_paper = Vorlage { $number }
file_of_item = Tagesordnungspunkt { $number }, { $body } am { $day }
file_of_meeting = Sitzung: { $body } am { $day }
file_of_minutes = Niederschrift: { $body } am { $day }
# What can be done.
file_do_replace = Durch eine neue Fassung ersetzen
file_do_withdraw = Zurückziehen
file_do_restrict = Nicht mehr öffentlich zeigen
file_do_open = Öffentlich machen
file_do_confirm = Öffnung bestätigen
file_do_decline = Öffnung ablehnen
file_hint_replace = Die bisherige Fassung bleibt als frühere Fassung erhalten.
file_hint_withdraw = Die Datei ist danach mit allen früheren Fassungen sofort für niemanden mehr abrufbar.
file_hint_restrict = Die Datei und ihre früheren Fassungen sehen danach nur noch der Rat und die Verwaltung.
file_hint_open = Eine zweite Person aus dem Büro muss es bestätigen. Weiter als die Vorlage oder die Sitzung wird die Datei nie geöffnet.
file_hint_confirm = Danach ist die Datei so weit offen wie das, woran sie hängt.
file_hint_decline = Die Datei bleibt nicht öffentlich.
# What was done.
done_file_added = Die Dateien sind angefügt.
done_file_replaced = Die neue Fassung ist da.
done_file_withdraw = Die Datei ist zurückgezogen.
done_file_restrict = Die Datei ist nicht mehr öffentlich.
done_file_open = Der Antrag ist gestellt. Eine zweite Person muss ihn bestätigen.
done_file_confirm = Die Datei ist geöffnet.
done_file_decline = Die Datei bleibt nicht öffentlich.
# Why something is refused.
file_none = Es ist keine Datei ausgewählt. Wählen Sie mindestens eine aus.
file_empty = Die Datei „{ $name }“ ist leer. Wählen Sie eine Datei mit Inhalt aus.
file_too_large = Die Datei „{ $name }“ ist größer als { $mib } MB. Verkleinern Sie sie oder teilen Sie sie auf.
file_too_many = Das sind mehr als { $most } Dateien auf einmal. Fügen Sie sie in mehreren Schritten an.
file_total_too_large = Alle Dateien zusammen wären größer als { $mib } MB. Ziehen Sie nicht mehr benötigte Dateien zurück.
file_there_already = Die Datei „{ $name }“ hängt mit demselben Inhalt schon hier.
file_thing_ended = Die Vorlage ist zurückgezogen: Es kommen keine Dateien mehr hinzu.
file_replaced_already = Diese Fassung ist schon ersetzt. Ersetzen Sie die neueste Fassung.
file_restricted_already = Die Datei ist schon nicht öffentlich.
file_open_already = Die Datei ist schon so weit offen wie das, woran sie hängt.
file_opening_already = Die Öffnung ist schon beantragt: Eine zweite Person muss sie bestätigen.
file_opening_none = Niemand hat die Öffnung beantragt.
file_second_person = Sie haben die Öffnung selbst beantragt. Bestätigen muss sie eine zweite Person aus dem Büro.
file_needs_content = Zum Ersetzen gehört eine Datei: Senden Sie sie als Formular (multipart/form-data).
file_wrong_form = Dateien müssen als Formular (multipart/form-data) gesendet werden.
file_stalled = Beim Hochladen kam zu lange nichts an. Versuchen Sie es noch einmal.
# The history.
event_file_added = Datei angefügt
event_file_replaced = Datei durch eine neue Fassung ersetzt
event_file_withdrawn = Datei zurückgezogen
event_file_restricted = Datei nicht mehr öffentlich
event_file_opening = Öffnung einer Datei beantragt
event_file_opened = Datei geöffnet
event_file_declined = Öffnung einer Datei abgelehnt
fact_file = Datei
