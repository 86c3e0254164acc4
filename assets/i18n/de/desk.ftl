# The desk: what waits because of sittings, and for a second person.
desk_correct = Berichtigungen, zu bestätigen
desk_todo_correct = Prüfen, dann bestätigen oder ablehnen
desk_proposed = Vorgeschlagen am { $at }: { $reason }
desk_open_file = Dateien, die öffentlich werden sollen
desk_todo_open_file = Prüfen, dann freigeben oder ablehnen
desk_opening = Hochgeladen am { $at }. Grund: { $reason }
desk_minutes_write = Niederschriften, fertigzustellen
desk_todo_minutes_write = Niederschrift verfassen und fertigstellen
desk_minutes_approve = Niederschriften, zu genehmigen
desk_todo_minutes_approve = Genehmigung eintragen, sobald eine spätere Sitzung sie erteilt hat
desk_minutes_next = Das Gremium tagt danach am { $at }.
