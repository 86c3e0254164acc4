# What was typed and not sent.
autosave_title = Nicht gespeicherter Text
autosave_restored = Ihr noch nicht gespeicherter Text steht wieder im Formular. Bitte prüfen und senden Sie ihn. Getippt am
autosave_found = Es gibt nicht gespeicherten Text von Ihnen zu diesem Formular vom
autosave_restore = Wiederherstellen
autosave_discard = Verwerfen
