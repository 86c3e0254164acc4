# Mails: subjects, frames, rows. What happened is told once a kind of event, what comes next as well.
mail_subject = { $paper }: { $heading } – { $title }
mail_subject_confidential = { $paper }: Neues zu einer nicht öffentlichen Vorlage
mail_subject_plain = { $heading } – { $council }
mail_unnumbered = { $kind } ohne Nummer
mail_no_number = noch keine (sie wird mit der Zulassung vergeben)
mail_entry = { $paper }: { $title }
mail_entry_due = fällig seit { $due }
mail_link_paper = Zur Vorlage
mail_link_papers = Zu den Vorlagen
mail_next = Wie es weitergeht
mail_facts = Die Angaben im Überblick

mail_receipt = Eingang bestätigt
mail_issued = Antwort liegt vor
mail_confidential = { $paper } (nicht öffentlich)

mail_what_receipt = Ihre Vorlage ist beim Büro eingegangen.
mail_what_returned = Das Büro hat die Vorlage mit einer Begründung zurückgegeben. Sie können sie wieder bearbeiten; die bisherigen Fassungen bleiben erhalten.
mail_what_admitted = Die Vorlage ist zugelassen und hat ihre Nummer.
mail_what_scheduled = Die Vorlage steht auf einer Tagesordnung.
mail_what_deferred = Die Behandlung der Vorlage wurde vertagt.
mail_what_deferred_unschedule = Die Vorlage wurde von der Tagesordnung genommen. Sie bleibt offen und wird neu angesetzt.
mail_what_deferred_schedule = Die Sitzung wurde unterbrochen. Die Vorlage wird am neuen Termin weiter beraten.
mail_what_issued = Die schriftliche Antwort ist herausgegeben.
mail_what_decided = Zu der Vorlage liegt ein Ergebnis vor.
mail_what_due_soon = Zu dieser Vorlage ist bald eine Antwort fällig.
mail_what_overdue = Zu dieser Vorlage ist die Antwort überfällig.
mail_what_overdue_digest = Bei diesen Vorlagen ist die Frist abgelaufen, ohne dass die Antwort vorliegt.
mail_what_extended = Die Frist zu dieser Vorlage wurde verlängert. Die bisherige Frist bleibt dokumentiert.
mail_what_refused = Die Antwort auf diese Vorlage wurde mit Begründung abgelehnt.
mail_what_withdrawn = Die Vorlage wurde zurückgezogen.
mail_what_confidential = Zu einer nicht öffentlichen Vorlage gibt es etwas Neues. Worum es geht, lesen Sie nach der Anmeldung.
mail_what_interim = Zu dieser Vorlage gibt es einen Zwischenbescheid: Gründe und der neue voraussichtliche Termin stehen unten.
mail_what_invited = Zu dieser Sitzung wird eingeladen. Die Tagesordnung ist veröffentlicht.
mail_what_agenda_changed = An der Tagesordnung oder am Termin dieser Sitzung hat sich etwas geändert.
mail_what_ordered = Aus einem Beschluss ist ein Auftrag entstanden oder auf eine andere Stelle übergegangen.
mail_what_progress = Zur Umsetzung eines Beschlusses wurde berichtet.
mail_what_order_closed = Die Umsetzung eines Beschlusses ist abgeschlossen.
mail_what_follow_up = Zu dieser Anfrage wurden Nachfragen gestellt. Dafür läuft eine eigene Frist.
mail_what_corrected = Ein Eintrag zu dieser Vorlage war falsch und wurde berichtigt. Bitte beachten Sie die frühere Mitteilung nicht mehr.

mail_next_sitting = Beratung: { $body }, { $at }, { $place }

mail_clock = { $what }: { $light } ({ $rule })

mail_row_visibility = Öffentlichkeit
mail_row_kind = Vorlage-Art
mail_row_title = Betreff
mail_row_submitter = Einreicher
mail_row_parent = Bezieht sich auf
mail_row_reason = Begründung
mail_row_by = Durch
mail_row_when = Zeitpunkt

mail_why_submitter = Sie erhalten diese Nachricht, weil die Vorlage von Ihrer Seite eingereicht wurde.
mail_why_faction = Sie erhalten diese Nachricht, weil alle Fraktionen über diesen Schritt unterrichtet werden.
mail_why_department = Sie erhalten diese Nachricht, weil Ihr Amt für die Vorlage zuständig ist.
mail_why_executive = Sie erhalten diese Nachricht, weil die Verwaltungsspitze über diesen Schritt unterrichtet wird.
mail_why_body = Sie erhalten diese Nachricht, weil Sie dem Gremium angehören, das mit der Vorlage befasst ist.
mail_why_follower = Sie erhalten diese Nachricht, weil Sie der Vorlage folgen.
mail_stop = Sie möchten dazu keine Nachrichten mehr? Hier beenden Sie das Folgen:
mail_stop_never = Diese Unterrichtung gehört zum Verfahren und lässt sich nicht abbestellen. Ändert sich Ihre Adresse, wenden Sie sich an das Büro für Ratsangelegenheiten.

mail_invitation_subject = Ihr Zugang zum Ratsinformationssystem ({ $council })
mail_invitation_what = Für Sie wurde ein Zugang eingerichtet. Legen Sie über den folgenden Link Ihr Passwort fest.
mail_invitation_link = Passwort festlegen
mail_invitation_why = Sie erhalten diese Nachricht, weil diese Adresse für einen Zugang eingetragen wurde. Kennen Sie den Anlass nicht, tun Sie bitte nichts: Ohne den Link bleibt der Zugang ungenutzt.
mail_password_reset_subject = Neues Passwort für das Ratsinformationssystem ({ $council })
mail_password_reset_what = Für Ihren Zugang wurde ein neues Passwort angefordert. Legen Sie es über den folgenden Link fest.
mail_password_reset_link = Neues Passwort festlegen
mail_password_reset_why = Sie erhalten diese Nachricht, weil auf der Anmeldeseite ein neues Passwort für diese Adresse angefordert wurde. Waren Sie das nicht, tun Sie bitte nichts: Ihr bisheriges Passwort gilt weiter.
mail_link_until = Der Link gilt einmal und bis { $until }.

mail_stop_title = Folgen beenden
mail_stop_question = Möchten Sie zu dieser Vorlage keine Nachrichten mehr erhalten?
mail_stop_button = Keine Nachrichten mehr
mail_stop_done = Erledigt: Zu dieser Vorlage schicken wir Ihnen keine Nachrichten mehr. Sie können ihr jederzeit wieder folgen.
mail_stop_wrong = Dieser Link ist unvollständig oder ungültig. Bitte rufen Sie ihn noch einmal aus der E-Mail auf.

mail_folder_title = Verschickte E-Mails
mail_folder_intro = In der Vorführung gehen keine E-Mails hinaus. Hier stehen die zuletzt geschriebenen.
mail_folder_empty = Es wurde noch keine E-Mail geschrieben.
mail_folder_to = An
mail_folder_subject = Betreff
mail_folder_links = Links in dieser E-Mail
