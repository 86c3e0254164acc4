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
