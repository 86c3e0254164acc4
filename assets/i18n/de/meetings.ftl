# Sittings and their agenda: what is refused, and the fields of their forms.
meeting_unknown = Diese Sitzung gibt es nicht. Bitte wählen Sie eine andere.
meeting_is_over = Die Sitzung ist vorbei oder abgesagt. Bitte wählen Sie eine andere.
meeting_of_others = Das Gremium der Beratung tagt in dieser Sitzung nicht. Bitte wählen Sie eine Sitzung dieses Gremiums.
agenda_item_unknown = Diesen Tagesordnungspunkt gibt es in der Sitzung nicht.
agenda_paper_nonpublic = Eine nicht öffentliche Vorlage kann nicht auf einem öffentlichen Tagesordnungspunkt liegen.
agenda_too_deep = So tief lässt sich die Tagesordnung nicht gliedern. Bitte wählen Sie einen Punkt weiter oben.
agenda_title_needed = Der Titel fehlt. Bitte tragen Sie ein, worum es geht.
agenda_public_title_needed = Der öffentliche Titel fehlt. Bitte tragen Sie ein, was die Öffentlichkeit statt des Titels lesen soll.
agenda_part_of_parent = Ein Punkt mit Unterpunkten, oder ein Unterpunkt, bleibt in seinem Teil der Tagesordnung.
agenda_joint_wrong = Damit lässt sich der Punkt nicht gemeinsam behandeln. Bitte wählen Sie einen anderen, der nicht selbst mit einem weiteren verbunden ist.
agenda_has_parts = Der Punkt hat Unterpunkte. Bitte nehmen Sie zuerst diese von der Tagesordnung.
field_meeting = Angesetzte Sitzung
field_meeting_hint = Wählen Sie eine Sitzung, oder geben Sie Tag, Beginn und Ort einer neuen an.

meeting_exists = Zu diesem Zeitpunkt tagt das Gremium schon. Bitte wählen Sie eine andere Zeit, oder ergänzen Sie die Sitzung, die es schon gibt.
meeting_end_before_start = Das Ende muss nach dem Beginn liegen.
meeting_place_needed = Ort und Video-Adresse fehlen. Bitte tragen Sie eines von beiden ein.
meeting_video_wrong = Die Video-Adresse muss mit https:// beginnen.
meeting_not_now = Das geht im jetzigen Stand der Sitzung nicht.
meeting_agenda_empty = Die Tagesordnung ist noch leer. Bitte nehmen Sie zuerst einen Punkt auf.
meeting_not_today = Die Sitzung ist erst am { $day }. Vorher lässt sie sich nicht eröffnen.
meeting_continued_later = Die Fortsetzung muss nach der Sitzung liegen.
meeting_stale = Jemand anderes war schneller: Die Sitzung hat sich inzwischen geändert. Was Sie eingetragen haben, steht noch da. Bitte sehen Sie sich die Sitzung an und senden Sie das Formular dann noch einmal.
meeting_invite_late = Bis zur Sitzung bleiben weniger als { $days } Tage. Die Einladung geht trotzdem hinaus und wird als verspätet gekennzeichnet ({ $basis }).
agenda_item_has_result = Zu diesem Punkt ist schon ein Ergebnis eingetragen. Er kann nicht mehr abgesetzt werden.
agenda_no_way = Bitte wählen Sie „nach oben“ oder „nach unten“.
agenda_consultation_unknown = Eine der Beratungen gibt es nicht.

meeting_state_planned = geplant
meeting_state_invited = eingeladen
meeting_state_running = läuft
meeting_state_held = hat stattgefunden
meeting_state_cancelled = abgesagt
meeting_state_continued = unterbrochen, wird fortgesetzt

meeting_do_change = Termin oder Ort ändern
meeting_do_invite = Einladen und Tagesordnung veröffentlichen
meeting_do_cancel = Sitzung absagen
meeting_do_start = Sitzung eröffnen
meeting_do_end = Sitzung schließen
meeting_do_continue = Unterbrechen und an einem anderen Tag fortsetzen
meeting_do_add_item = Tagesordnungspunkt aufnehmen
meeting_do_edit_item = Tagesordnungspunkt ändern
meeting_do_move_item = Tagesordnungspunkt verschieben
meeting_do_remove_item = Tagesordnungspunkt absetzen
meeting_do_fill = Wartende Vorlagen auf die Tagesordnung setzen
meeting_do_call = Tagesordnungspunkt aufrufen
meeting_do_results = Ergebnisse eintragen

meeting_hint_new = Die Sitzung ist gleich danach öffentlich zu sehen, mit Termin und Ort. Die Tagesordnung folgt mit der Einladung.
meeting_hint_change = Nach der Einladung werden die Mitglieder über die Änderung benachrichtigt.
meeting_hint_invite = Die Mitglieder aller beteiligten Gremien werden benachrichtigt. Ab dann ist die Tagesordnung öffentlich, und die Nummern bleiben fest.
meeting_hint_cancel = Was auf der Tagesordnung stand, wartet danach wieder auf eine Sitzung. Nach der Einladung werden die Mitglieder benachrichtigt.
meeting_hint_continue = Was noch nicht behandelt ist, steht auf der Tagesordnung der Fortsetzung, unter denselben Nummern. Die Mitglieder werden benachrichtigt.
meeting_hint_add_item = Ein Punkt ohne Vorlage. Vorlagen kommen über ihre Beratung auf die Tagesordnung.
meeting_hint_remove_item = Die Vorlagen dieses Punktes warten danach wieder auf eine Sitzung.

meeting_field_body = Gremium
meeting_field_with = Gemeinsam mit
meeting_field_name = Bezeichnung
meeting_field_name_hint = Wenn die Sitzung anders heißen soll als ihr Gremium
meeting_field_date = Tag
meeting_field_time = Beginn
meeting_field_time_hint = Zum Beispiel 14:00
meeting_field_end = Voraussichtliches Ende
meeting_field_place = Ort
meeting_field_video = Video-Adresse
meeting_field_video_hint = Beginnt mit https://
meeting_field_reason = Begründung
meeting_field_parent = Unterpunkt von
meeting_field_to = Auf eine spätere Sitzung vertagen
meeting_field_to_hint = Ohne Angabe warten die Vorlagen des Punktes wieder auf eine Sitzung; ein Punkt ohne Vorlage entfällt.
meeting_field_item = Auf welchen Punkt
meeting_field_item_hint = Ohne Angabe bekommt jede Vorlage einen eigenen Punkt.
meeting_field_title = Titel
meeting_field_public = Teil der Tagesordnung
meeting_field_public_title = Öffentlicher Titel
meeting_field_public_title_hint = Nur bei nicht öffentlichen Punkten: Das liest die Öffentlichkeit statt des Titels.
meeting_field_note = Anmerkung
meeting_field_joint = Gemeinsam behandelt mit
meeting_field_direction = Richtung
meeting_field_consultations = Wartende Vorlagen
meeting_field_result = Ergebnis

meetings_new = Sitzung ansetzen
meetings_unscheduled = Was auf eine Sitzung wartet
meetings_calendar = Alle Sitzungen als Kalender (ICS)
meetings_until = Ende
meetings_video = Video
meetings_invited = Eingeladen am
meetings_invited_late = Verspätet eingeladen
meetings_invited_late_basis = Die Frist der Einladung ist nicht eingehalten:
meetings_continues = Diese Sitzung setzt fort, was begonnen wurde am
meetings_continued_by = Fortgesetzt am
meetings_agenda_title = Tagesordnung
meetings_agenda_follows = Tagesordnung folgt
meetings_agenda_follows_text = Die Tagesordnung wird mit der Einladung veröffentlicht.
meetings_history = Verlauf
meetings_run = Sitzung durchführen
meeting_refused_for = Abgelehnt ist es wegen { $number }. Es ist deshalb bei keiner der gewählten Vorlagen etwas geändert.
meetings_more = Rund um die Sitzungen
meetings_back = Zurück zur Sitzung
meetings_minutes = Niederschrift

agenda_part_public = Öffentlicher Teil
agenda_part_nonpublic = Nicht öffentlicher Teil
agenda_number = Nr.
agenda_item = Gegenstand
agenda_tools = Bearbeiten
agenda_public_title = Öffentlicher Titel
agenda_edit = Ändern
agenda_add_sub = Unterpunkt zu
agenda_remove = Absetzen
agenda_up = Nach oben:
agenda_down = Nach unten:
agenda_joint = gemeinsam behandelt mit { $number }
agenda_removed = abgesetzt
agenda_late = Nachtrag
agenda_changed = geändert am { $day }
agenda_open = offen
agenda_called = aufgerufen
agenda_done = behandelt

run_called = Jetzt aufgerufen
run_next = Nächster Punkt
run_call = Aufrufen
run_enter = Ergebnis eintragen
run_enter_more = Mit Abstimmung oder geändertem Text
run_bulk = Ein Ergebnis für mehrere
run_bulk_hint = Für Listen, die gemeinsam vertagt oder zur Kenntnis genommen werden. Das Ergebnis muss bei jeder gewählten Vorlage möglich sein, sonst wird keines eingetragen.
run_bulk_which = Vorlagen ohne Ergebnis
run_bulk_enter = Für alle gewählten eintragen

unscheduled_lead = Jede offene Beratung, die auf keiner Tagesordnung steht, die älteste zuerst. Hier geht nichts verloren.
unscheduled_count = { $count ->
        [one] Eine Beratung wartet.
       *[other] { $count } Beratungen warten.
    }
unscheduled_choose = Auswahl
unscheduled_origin = Woher
unscheduled_since = Wartet
unscheduled_new = neu eingegangen
unscheduled_referred = verwiesen: { $body }
unscheduled_deferred = vertagt: { $body }
unscheduled_expected = Vorgesehen: { $period }.
unscheduled_after = nach Beratung: { $body }
unscheduled_days = { $days ->
        [0] seit heute
        [one] seit 1 Tag
       *[other] seit { $days } Tagen
    }
unscheduled_meeting = Auf die Tagesordnung dieser Sitzung
unscheduled_place = Ausgewählte aufnehmen
unscheduled_none = Nichts wartet
unscheduled_none_text = Jede offene Beratung steht auf einer Tagesordnung.

event_meeting_set_up = Sitzung angesetzt
event_meeting_change = Termin oder Ort geändert
event_meeting_invite = Eingeladen, Tagesordnung veröffentlicht
event_meeting_cancel = Sitzung abgesagt
event_meeting_start = Sitzung eröffnet
event_meeting_end = Sitzung geschlossen
event_meeting_continue = Unterbrochen, wird fortgesetzt
event_meeting_fill = Vorlagen auf die Tagesordnung gesetzt
event_meeting_call = Tagesordnungspunkt aufgerufen
event_meeting_results = Ergebnisse eingetragen
event_agenda_add_item = Tagesordnungspunkt aufgenommen
event_agenda_edit_item = Tagesordnungspunkt geändert
event_agenda_move_item = Tagesordnungspunkt verschoben
event_agenda_remove_item = Tagesordnungspunkt abgesetzt
event_carried_over = Auf einen anderen Sitzungstag verlegt
event_unschedule = Von der Tagesordnung genommen
fact_was_at = Bisher
fact_items = Tagesordnungspunkte
fact_late = Frist der Einladung nicht eingehalten
next_unscheduled = Die Vorlage bleibt offen und wartet auf eine andere Sitzung.
next_meeting_cancelled = Was auf der Tagesordnung stand, wartet auf eine andere Sitzung.
mail_subject_meeting = { $body }, { $at }: { $heading }
mail_link_meeting = Zur Sitzung mit ihrer Tagesordnung
mail_row_video = Video
run_bulk_refer = Beim Verweisen: wohin und in welcher Zuständigkeit
meeting_field_refer_to = Verwiesen an
meeting_field_refer_role = Zuständigkeit dort
