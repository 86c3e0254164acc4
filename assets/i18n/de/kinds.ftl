# The kinds of paper beyond inquiry and answer: points, fields of their own, amendments, versions.
paper_points = Beschlussvorschlag
field_points = Beschlussvorschlag
field_values = Angaben
field_target_version = Fassung, die geändert werden soll
field_target_place = Stelle, die geändert werden soll
field_target_place_hint = Zum Beispiel: Beschlusspunkt 2, Satz 1
paper_target = Geändert werden soll
paper_target_of = { $place } (Fassung { $version })
paper_accepted_term = Übernahme
paper_accepted = Am { $day } ohne Abstimmung übernommen
paper_would_circle = So würde die Vorlage unter sich selbst hängen. Bitte wählen Sie eine andere Vorlage als Bezug.
draft_choose = Vorlage verfassen
draft_choose_lead = Welche Art von Vorlage möchten Sie verfassen?
draft_point = Punkt { $number }
draft_points_hint = Jeder Punkt wird für sich beschlossen und umgesetzt. Leere Zeilen fallen weg.
draft_add_point = Weiterer Punkt
draft_facts_hint_other = Worum es geht und warum.
value_yes = ja
value_no = nein
value_remark = Anmerkung
guard_occasion = Der Anlass fehlt. Bitte nennen Sie ihn.
guard_points = Der Beschlussvorschlag fehlt. Bitte tragen Sie mindestens einen Punkt ein.
guard_fields = Es fehlen noch Angaben: { $label }. Bitte füllen Sie diese Felder aus.
guard_parent_open = Über die Vorlage, auf die sich diese bezieht, wird nicht mehr beraten.
guard_target = Bitte nennen Sie die Stelle, die geändert werden soll, und wählen Sie eine Fassung, die es gibt.
input_value = Die Angabe bei „{ $label }“ passt nicht zu diesem Feld. Bitte wählen Sie aus, was angeboten wird.
input_money = Der Betrag bei „{ $label }“ ist keine Zahl. Bitte schreiben Sie ihn wie 1.500,00.
version_title = Fassung { $number }
version_frozen = Festgehalten am
version_compared = Verglichen mit
version_others = Andere Fassungen
versions_title = Fassungen
compare_title = Änderungen im Wortlaut
compare_to = Verglichen mit
compare_legend = Was wegfällt, ist durchgestrichen; was hinzukommt, ist unterstrichen.
compare_same = unverändert
compare_gone = [entfällt:]
compare_new = [neu:]
compare_end = [Ende]
done_draft_child = Der Entwurf ist angelegt. Unter „Bearbeiten“ schreiben Sie den Text.
done_accept = Der Änderungsantrag ist übernommen. Über ihn wird nicht mehr abgestimmt.
hint_draft_child = Der Entwurf beginnt mit dem Betreff der Vorlage, auf die er sich bezieht. Bis zur Einreichung sieht ihn nur Ihre eigene Stelle.
event_accept = Änderung übernommen
event_opined = Stellungnahme der Verwaltung liegt vor
event_reported = Bericht liegt vor
event_replaced = Neue Fassung
event_settled = Mit der Vorlage erledigt
# Many at once.
bulk_title = { $kind }: mehrere einreichen
bulk_link = Mehrere auf einmal einreichen
bulk_lead = Jede ausgefüllte Zeile wird eine eigene Vorlage und sofort eingereicht. Leere Zeilen fallen weg. Fehlt etwas, wird nichts eingereicht, und jede Zeile nennt, was ihr fehlt.
bulk_row = Zeile { $number }
bulk_points_hint = Mehrere Punkte trennen Sie durch eine leere Zeile.
bulk_submit = Alle einreichen
bulk_add = Weitere Zeilen
bulk_done = { $count ->
        [one] Eine Vorlage ist eingereicht.
       *[other] { $count } Vorlagen sind eingereicht.
    }
bulk_empty = Es ist noch keine Zeile ausgefüllt.
bulk_too_many = Das sind zu viele auf einmal. Möglich sind höchstens { $limit }.
bulk_admit_title = Mehrere zulassen
bulk_admit_lead = Die gewählten Vorlagen werden zusammen zugelassen, alle oder keine, und erhalten ihre Nummern.
bulk_choose = Vorlage
bulk_look = ansehen
bulk_admit = Gewählte zulassen
bulk_admitted = { $count ->
        [one] Eine Vorlage ist zugelassen.
       *[other] { $count } Vorlagen sind zugelassen.
    }
bulk_none = Zurzeit wartet keine solche Vorlage auf Zulassung.
bulk_nothing_chosen = Es ist keine Vorlage gewählt. Bitte kreuzen Sie mindestens eine an.
guard_boxes = Bei „{ $label }“ ist nichts angekreuzt. Bitte kreuzen Sie mindestens ein Kästchen an.
guard_boxes_points = Bei „{ $label }“ ist nichts angekreuzt. Bitte kreuzen Sie mindestens ein Kästchen an: für die Vorlage insgesamt oder zu einem ihrer Punkte.
boxes_no_point = Einen Punkt { $number } gibt es nicht: Die Vorlage darüber hat { $count } Punkte. Bitte kreuzen Sie bei einem ihrer Punkte an.
boxes_numbered = „{ $label }“ gehört zu einzelnen Punkten. Bitte kreuzen Sie es bei den Punkten an, zu denen es gehört.
boxes_whole = Insgesamt
boxes_point = Zu Punkt { $number }
