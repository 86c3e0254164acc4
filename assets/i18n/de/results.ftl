# Results, votes, points: why something cannot be entered, and what the forms and the history say.
result_needs_note = Bei einer mündlichen Beantwortung muss kurz vermerkt werden, was geantwortet wurde. Bitte füllen Sie die Anmerkung aus.
result_needs_bodies = Bitte nennen Sie die Gremien, in die verwiesen wird, jeweils mit ihrer Zuständigkeit.
result_needs_kind = Bitte wählen Sie, in welche Vorlage-Art umgewandelt wird.
result_needs_person = Bitte nennen Sie, wer gewählt ist.
result_takes_no = Das Feld „{ $field }“ gehört nicht zum Ergebnis „{ $result }“. Bitte lassen Sie es leer.
result_converts_to = In diese Vorlage-Art kann nicht umgewandelt werden. Möglich sind: { $kinds }.
result_not_quorate = Die Sitzung ist als nicht beschlussfähig vermerkt. Möglich ist nur ein Ergebnis, mit dem vertagt wird oder das offen bleibt.
result_missing_already = „Ohne Ergebnis“ ist schon eingetragen. Bitte tragen Sie das Ergebnis ein, sobald es feststeht.
result_amendments_open = Über diese Änderungsanträge muss vorher abgestimmt werden: { $numbers }.
result_amendments_adopted = Diese Änderungsanträge sind beschlossen: { $numbers }. Die Vorlage kann deshalb nur geändert beschlossen werden.
result_point = Punkt { $number }: { $text }
result_point_text = Punkt { $number } in geänderter Fassung
result_point_votes = Punkt { $number }: { $figure }
point_unknown = Einen Beschlusspunkt { $number } gibt es nicht, oder er hat kein Ergebnis.
point_twice = Beschlusspunkt { $number } kommt zweimal vor.
point_none = Die Vorlage hat keine Beschlusspunkte, über die einzeln abgestimmt werden kann.
point_missing = Diese Beschlusspunkte haben noch kein Ergebnis: { $numbers }.
point_no_word = Beschlusspunkt { $number } hat bei diesem Ergebnis kein eigenes Ergebnis, nur einen geänderten Text.
point_word_unknown = Das Ergebnis zu Punkt { $number } gehört nicht zu dieser Zuständigkeit.
point_word_whole = Das Ergebnis zu Punkt { $number } ist nur für die ganze Vorlage möglich.
point_needs_text = Punkt { $number } ist geändert beschlossen: Bitte tragen Sie den geänderten Text ein.
point_takes_no_text = Punkt { $number } ist nicht geändert beschlossen: Bitte lassen Sie den geänderten Text leer.
minority_too_small = „{ $result }“ können { $share } der Anwesenden verlangen. Verlangt haben es { $demanded } von { $present }: Das reicht nicht. Bitte prüfen Sie die Zahlen oder wählen Sie ein anderes Ergebnis.
minority_once = Eine Minderheit hat in dieser Angelegenheit schon einmal Aufschub verlangt. „{ $result }“ braucht jetzt die einfache Mehrheit, dafür waren { $demanded }, dagegen { $no }. Bitte wählen Sie ein anderes Ergebnis.
vote_negative = Eine Stimmenzahl kann nicht negativ sein.
vote_no_number = „{ $text }“ ist keine Stimmenzahl. Bitte tragen Sie eine ganze Zahl ein.
vote_more_than_present = Es wurden { $voted } Stimmen gezählt, anwesend waren aber nur { $present }. Bitte prüfen Sie die Zahlen.
vote_more_than_members = Anwesend können höchstens { $members } Stimmberechtigte sein, eingetragen sind { $present }.
vote_chair_decides = Bei Stimmengleichheit entscheidet die Stimme des Vorsitzes. Bitte tragen Sie sie ein.
vote_secret_by_name = Eine geheime Abstimmung kann nicht namentlich festgehalten werden.
vote_twice = Über die ganze Vorlage kann es nur eine Abstimmung geben. Bitte nennen Sie bei den anderen den Gegenstand.
vote_names_differ = Die Stimmenzahlen stimmen nicht mit den namentlichen Stimmen überein.
vote_no_member = { $name } hat in diesem Gremium an diesem Tag keine Stimme.
vote_person_twice = { $name } kommt zweimal vor.
vote_tied = Die Abstimmung ging { $yes } zu { $no } aus. Bei Stimmengleichheit gilt: { $word }.
vote_lost = „{ $result }“ passt nicht zur Abstimmung: { $yes } Ja-Stimmen, { $no } Nein-Stimmen, also keine Mehrheit.
vote_won = „{ $result }“ passt nicht zur Abstimmung: { $yes } Ja-Stimmen, { $no } Nein-Stimmen, also eine Mehrheit dafür.
vote_needs_item = Eine Abstimmung gehört zu einem Tagesordnungspunkt. Bitte setzen Sie die Beratung zuerst auf die Tagesordnung.
vote_yes = Ja-Stimmen
vote_no = Nein-Stimmen
vote_abstained = Enthaltungen
vote_present = Anwesende Stimmberechtigte
vote_form = Art der Abstimmung
vote_form_open = offen
vote_form_named = namentlich
vote_form_secret = geheim
vote_chair = Stimme des Vorsitzes bei Stimmengleichheit
vote_by_name = Namentliche Stimmen
vote_told = { $yes } Ja, { $no } Nein, { $abstained }, { $present } anwesend
vote_abstentions = { $count ->
        [one] { $count } Enthaltung
       *[other] { $count } Enthaltungen
    }
role_same = Die Beratung hat diese Zuständigkeit schon.
role_lacks_result = Das eingetragene Ergebnis gibt es in dieser Zuständigkeit nicht.
consultation_returned = Die Vorlage wurde zurückverwiesen. Erst wenn eine neue Fassung vorliegt oder die Ergänzung vermerkt ist, kann sie wieder auf eine Tagesordnung.
consultation_not_approved = Die Verwaltungsspitze hat die Vorlage noch nicht bestätigt. Vorher kann sie nicht auf die Tagesordnung eines anderen Gremiums.
consultation_not_returned = Diese Beratung folgt auf keine Zurückverweisung.
consultation_no_final_text = Bei dieser Beratung fehlt kein geänderter Beschlusstext.
consultation_unmapped = nicht zugeordnet
field_final_text = Text in beschlossener Fassung
field_final_text_hint = Der ganze Text, wie er geändert wurde. Er kann auch später eingetragen werden, spätestens aber, bevor die Niederschrift fertig ist. Punkte beginnen mit 1., 2. und so weiter.
field_bodies = Verwiesen in
field_bodies_hint = Wählen Sie bei jedem Gremium, in das verwiesen wird, die Zuständigkeit.
field_point_results = Einzelne Punkte
field_point_results_hint = Nur bei Einzelabstimmung: jeder Punkt mit seinem eigenen Ergebnis. Bei „geändert beschlossen“ nur der Text der geänderten Punkte.
field_votes = Abstimmung
field_votes_hint = Nur ausfüllen, wenn abgestimmt wurde.
field_planned_for = Soll wiederkommen
field_planned_for_hint = Nur wenn vertagt wird und noch keine Sitzung feststeht: der Zeitraum in Worten, zum Beispiel „4. Quartal 2022“.
field_elected = Gewählt sind
field_elected_hint = Eine Person je Zeile.
event_switch_role = Zuständigkeit der Beratung geändert
event_cancel = Beratung abgesagt
event_complete = Ergänzung vermerkt
event_final_text = Beschlusstext in geänderter Fassung eingetragen
done_switch_role = Die Zuständigkeit ist geändert.
done_cancel = Die Beratung ist abgesagt.
done_complete = Die Ergänzung ist vermerkt.
done_final_text = Der Beschlusstext ist eingetragen.
hint_switch_role = Der Wechsel wird im Verlauf festgehalten.
hint_cancel = Die Beratung entfällt. Der Grund bleibt im Verlauf lesbar.
hint_complete = Danach kann die zurückverwiesene Vorlage wieder auf eine Tagesordnung.
hint_final_text = Aus dem Text folgen die Aufträge.
fact_old_role = Bisherige Zuständigkeit
fact_votes = Abstimmung
next_referred = Die genannten Gremien beraten die Vorlage, danach kommt sie in dieses Gremium zurück.
next_sent_back = Die Vorlage muss ergänzt oder neu gefasst werden, bevor sie wieder beraten wird.
next_amended = Der Text in der beschlossenen Fassung wird nachgetragen, sobald er vorliegt.
consultation_no_result = Es steht noch kein Ergebnis da, das berichtigt werden könnte.
correction_waits = Für dieses Ergebnis ist schon eine Berichtigung vorgeschlagen. Eine zweite Person muss erst darüber entscheiden.
correction_second_person = Eine Berichtigung muss eine andere Person bestätigen als die, die sie vorgeschlagen hat.
correction_decided = Über diese Berichtigung ist schon entschieden.
correction_followed = Die falsche Eintragung hatte schon Folgen: { $body } hat inzwischen ein Ergebnis. Bitte berichtigen Sie zuerst dieses.
correction_title = Berichtigungen
correction_lead = Eine falsche Eintragung wird von zwei Personen berichtigt: Eine schlägt vor, eine andere bestätigt. Der falsche Eintrag bleibt im Verlauf lesbar, und wer die falsche Nachricht erhielt, erhält die richtige.
correction_none = Zurzeit wartet keine Berichtigung.
correction_old = Steht da
correction_new = Soll dastehen
correction_nothing = kein Ergebnis
correction_by = Vorgeschlagen von
correction_mine = Das haben Sie vorgeschlagen. Eine andere Person muss es bestätigen.
correction_confirm = Bestätigen
correction_reject = Ablehnen
missing_title = Fehlende Ergebnisse
missing_lead = Was auf der Tagesordnung einer vergangenen Sitzung stand und noch kein Ergebnis hat, das Älteste zuerst.
missing_none = Keine vergangene Sitzung hat eine Lücke.
fact_old_result = Falsch eingetragen
event_propose_correction = Berichtigung vorgeschlagen
event_reject_correction = Berichtigung abgelehnt
event_corrected = Ergebnis berichtigt
done_correct = Die Berichtigung ist vorgeschlagen. Eine zweite Person muss sie bestätigen.
hint_correct = Wählen Sie, was richtig ist; ohne Auswahl wird das Ergebnis gelöscht. Erst wenn eine zweite Person bestätigt, ändert sich etwas.
correction_undoes = Was mit der Bestätigung zurückgenommen wird
correction_stays = Was bleibt und geprüft werden muss
correction_undoes_orders = { $count ->
        [one] Der Beschluss gilt als nicht gefasst; 1 Auftrag daraus wird hinfällig.
       *[other] Der Beschluss gilt als nicht gefasst; { $count } Aufträge daraus werden hinfällig.
    }
correction_undoes_dropped = { $count ->
        [one] 1 Auftrag, den dieser Beschluss aufgehoben hatte, ist wieder auszuführen.
       *[other] { $count } Aufträge, die dieser Beschluss aufgehoben hatte, sind wieder auszuführen.
    }
correction_undoes_planned = Die daraus geplante Beratung entfällt: { $body }.
correction_undoes_cancelled = Die entfallene Beratung steht wieder an: { $body }.
correction_undoes_started = Die damit begonnene Frist (fällig am { $due }) wird hinfällig.
correction_undoes_closed = Die damit beendete Frist läuft weiter, fällig am { $due }.
correction_undoes_withdrawn = Die Vorlage ist nicht mehr zurückgezogen.
correction_undoes_discarded = Ein damit verworfener Entwurf der Verwaltung liegt wieder vor.
correction_undoes_settled = Über den Änderungsantrag { $number } ist wieder abzustimmen.
correction_undoes_converted = Die Vorlage trägt wieder die Nummer { $number }.
correction_stays_minutes = Die Niederschrift der Sitzung ist schon abgeschlossen. Bitte prüfen Sie, ob sie berichtigt werden muss.
correction_stays_clock = Eine damit beendete Frist (fällig am { $due }) wurde inzwischen erfüllt und bleibt es.
correction_stays_begun = { $count ->
        [one] Zu 1 Auftrag wurde schon gearbeitet oder berichtet. Bitte sprechen Sie mit dem Dezernat.
       *[other] Zu { $count } Aufträgen wurde schon gearbeitet oder berichtet. Bitte sprechen Sie mit den Dezernaten.
    }
correction_stays_dropped = { $count ->
        [one] 1 Auftrag ist mit Verweis auf diesen Beschluss aufgehoben und bleibt es.
       *[other] { $count } Aufträge sind mit Verweis auf diesen Beschluss aufgehoben und bleiben es.
    }
event_reopened = Nach einer Berichtigung wieder offen
event_lapsed = Nach einer Berichtigung hinfällig
