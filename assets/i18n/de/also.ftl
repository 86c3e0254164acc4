# Interim notices, further questions, former numbers.
event_interim = Zwischenbescheid gegeben
event_follow_up = Nachgefragt
next_interim = Mit der Antwort ist bis zum { $due } zu rechnen.
next_follow_up = Die Antwort auf die Nachfrage ist bis zum { $due } fällig.
fact_questions = Fragen
clock_rule_interim = { $start } + { $period }, { $basis } = { $first }, nach Zwischenbescheid voraussichtlich { $due }
clock_no_interim = Bei dieser Frist ist kein Zwischenbescheid vorgesehen. Bitte beantragen Sie eine Verlängerung.
clock_interim_given = Zu dieser Frist gibt es schon einen Zwischenbescheid. Wer noch länger braucht, beantragt eine Verlängerung.
clock_expected_past = Der erwartete Tag liegt in der Vergangenheit. Bitte nennen Sie einen Tag ab heute.
clock_interim_too_far = Ein Zwischenbescheid kann die Frist höchstens bis zum { $day } hinausschieben. Bitte nennen Sie einen früheren Tag oder beantragen Sie eine Verlängerung.
follow_up_never = Bei dieser Vorlage-Art gibt es keine Nachfragen.
follow_up_unanswered = Nachfragen kann man erst, wenn eine Antwort herausgegeben ist.
follow_up_waits = Die vorige Nachfrage ist noch nicht beantwortet. Bitte warten Sie die Antwort ab.
follow_up_late = Nachfragen waren bis zum { $day } möglich. Bitte reichen Sie eine neue Anfrage ein.
follow_up_limit = Es sind höchstens { $limit } Nachfragen möglich, { $left } davon sind noch frei. Bitte kürzen Sie oder reichen Sie eine neue Anfrage ein.
done_interim = Der Zwischenbescheid ist gegeben.
done_follow_up = Die Nachfrage ist gestellt. Das Dezernat ist unterrichtet.
hint_interim = Nennen Sie die Gründe und den Tag, an dem die Antwort voraussichtlich vorliegt. Beides wird der fragenden Seite mitgeteilt und auf der Seite der Vorlage gezeigt.
hint_follow_up = Nachfragen erhalten eine eigene Frist und werden in einer weiteren Antwort beantwortet.
also_interim = Zwischenbescheid: statt am { $old } voraussichtlich am { $new }
also_interim_who = Gegeben von { $decider } am { $day }
also_former_numbers = Frühere Nummer
also_further_question = Nachfrage
alias_taken = Die Nummer „{ $reference }“ führt schon zu einer anderen Vorlage. Bitte prüfen Sie die Nummer.
# Remarks of the administration.
event_note = Interner Vermerk
notes_title = Interne Vermerke
notes_lead = Nur das Büro und die beteiligten Dezernate sehen diese Vermerke. Sie verlassen die Verwaltung nicht.
notes_none = Es gibt noch keinen Vermerk.
notes_new = Neuer Vermerk
notes_write = Vermerk schreiben
notes_count = { $count ->
        [0] Noch kein Vermerk: einen schreiben
        [one] Einen Vermerk lesen
       *[other] { $count } Vermerke lesen
    }
# Questions split among departments.
event_assign_questions = Fragen auf Dezernate verteilt
event_contribute = Teil der Antwort abgegeben
done_assign_questions = Die Fragen sind verteilt. Die Dezernate sind unterrichtet.
done_contribute = Ihr Teil ist abgegeben. Das federführende Dezernat führt die Antwort weiter.
hint_assign_questions = Das zuständige Dezernat bleibt federführend und zeichnet. Die anderen beantworten ihre Fragen in seinem Entwurf.
fact_parts = Verteilung
field_assignments = Verteilung der Fragen
guard_contributed = Es fehlen noch Teile anderer Dezernate. Offen: Frage { $parts }.
part_answered = Frage { $number } ist schon beantwortet. Sie kann nicht mehr verteilt werden.
part_unchanged = An der Verteilung hat sich nichts geändert. Bitte wählen Sie für mindestens eine Frage ein anderes Dezernat.
part_of_lead = Das Feld „{ $field }“ schreibt das federführende Dezernat. Bitte beschränken Sie sich auf die Antworten zu Ihren Fragen.
part_of_others = Frage { $number } beantwortet ein anderes Dezernat. Bitte lassen Sie sie weg.
part_none = Sie haben an dieser Antwort keinen eigenen Teil.
part_contributed = Ihr Teil ist schon abgegeben.
also_part = Beteiligt
also_part_open = Frage { $number }: { $department }, offen
also_part_ready = Frage { $number }: { $department }, abgegeben
also_parts_question = Frage { $number }
also_parts_lead = { $department } (federführend)
also_parts_answered = Diese Frage ist schon beantwortet.
also_parts_save = Verteilen
desk_parts = Teile von Antworten, zu liefern
desk_todo_parts = Eigene Fragen beantworten und den Teil abgeben
mail_what_assigned = Fragen dieser Vorlage wurden auf Dezernate verteilt. Welche Frage wer beantwortet, steht unten.
also_partial = Hier stehen die Fragen Ihres Dezernats. Alles Übrige schreibt das federführende Dezernat.
# Papers of a single councillor, and their take-over.
own_name_member = Im eigenen Namen einreichen können nur Mitglieder des Rates, die einer Fraktion angehören.
event_take_over = Übernommen
event_taken_over_by_nobody = Erledigt, da niemand die Vorlage übernommen hat
done_take_over = Die Übernahme ist eingetragen.
hint_take_over = Wer die Vorlage unterzeichnet hat, gehört dem Rat nicht mehr an. Fraktion oder Mitglied führen sie weiter; nach Ablauf der Tage kann das Büro sie für erledigt erklären.
take_over_still_there = Übernehmen kann man eine Vorlage erst, wenn alle, die sie unterzeichnet haben, aus dem Rat ausgeschieden sind.
take_over_early = Bis zum { $day } können Fraktion und Mitglieder die Vorlage noch übernehmen. Danach kann das Büro sie für erledigt erklären.
take_over_late = Die Vorlage konnte bis zum { $day } übernommen werden. Jetzt entscheidet das Büro.
desk_take_over = Verwaiste Vorlagen, zu übernehmen
desk_todo_take_over = Vorlage übernehmen
desk_orphan_until = Übernahme möglich bis { $until }
desk_orphan_over = Übernahme war möglich bis { $until }
# Clocks that count back from a sitting.
notice_too_late = Die Vorlage kam am { $submitted }. Für die Sitzung am { $day } hätte sie spätestens am { $latest } vorliegen müssen. Bitte wählen Sie eine spätere Sitzung.
clock_unit_working_days = { $amount ->
        [one] { $amount } Arbeitstag
       *[other] { $amount } Arbeitstage
    }
# Inhabitants and urgent papers.
own_name = im eigenen Namen
also_urgent = Vom Büro als dringlich anerkannt
urgent_unclaimed = Die Vorlage enthält keine Begründung der Dringlichkeit, es gibt also nichts anzuerkennen. Bitte lassen Sie das Feld leer.
field_urgent = Dringlichkeit
field_urgent_yes = Die Vorlage wird als dringlich anerkannt
