# Interim notices, further questions, former numbers.
event_interim = Besked om försening lämnat
event_follow_up = Följdfrågor ställda
next_interim = Svaret väntas senast den { $due }.
next_follow_up = Svaret på följdfrågorna ska finnas senast den { $due }.
fact_questions = Frågor
clock_rule_interim = { $start } + { $period }, { $basis } = { $first }, efter besked om försening väntas svaret { $due }
clock_no_interim = Den här tidsfristen ger inte utrymme för besked om försening. Begär förlängd tid i stället.
clock_interim_given = Det finns redan ett besked om försening för tidsfristen. Den som behöver ännu mer tid begär förlängning.
clock_expected_past = Den väntade dagen har redan passerat. Ange dagens datum eller en senare dag.
clock_interim_too_far = Ett besked om försening kan skjuta fram tidsfristen till senast den { $day }. Ange en tidigare dag eller begär förlängd tid.
follow_up_never = Den här typen av handling har inga följdfrågor.
follow_up_unanswered = Följdfrågor kan ställas först när ett svar har expedierats.
follow_up_waits = De senaste följdfrågorna är inte besvarade än. Vänta på svaret.
follow_up_late = Följdfrågor kunde ställas till och med den { $day }. Lämna in en ny fråga.
follow_up_limit = Högst { $limit } följdfrågor är möjliga, { $left } av dem återstår. Korta ner eller lämna in en ny fråga.
done_interim = Beskedet om försening är lämnat.
done_follow_up = Följdfrågorna är ställda. Förvaltningen är underrättad.
hint_interim = Ange skälen och den dag då svaret väntas finnas. Båda meddelas den som har frågat och visas på handlingens sida.
hint_follow_up = Följdfrågor får en egen tidsfrist och besvaras i ytterligare ett svar.
also_interim = Besked om försening: väntas den { $new } i stället för den { $old }
also_interim_who = Lämnat av { $decider } den { $day }
also_former_numbers = Tidigare nummer
also_further_question = Följdfråga
alias_taken = Numret ”{ $reference }” leder redan till en annan handling. Kontrollera numret.
# Remarks of the administration.
event_note = Intern anteckning
notes_title = Interna anteckningar
notes_lead = Bara kansliet och de berörda förvaltningarna ser anteckningarna. De lämnar inte förvaltningen.
notes_none = Det finns ingen anteckning än.
notes_new = Ny anteckning
notes_write = Skriv anteckning
notes_count = { $count ->
        [0] Ingen anteckning än: skriv en
        [one] Läs en anteckning
       *[other] Läs { $count } anteckningar
    }
# Questions split among departments.
event_assign_questions = Frågor fördelade på förvaltningar
event_contribute = Del av svaret lämnad
done_assign_questions = Frågorna är fördelade. Förvaltningarna är underrättade.
done_contribute = Din del är lämnad. Den samordnande förvaltningen arbetar vidare med svaret.
hint_assign_questions = Den ansvariga förvaltningen samordnar fortfarande svaret och godkänner det. De andra besvarar sina frågor i dess utkast.
fact_parts = Fördelning
field_assignments = Fördelning av frågorna
guard_contributed = Delar från andra förvaltningar saknas. Öppen: fråga { $parts }.
part_answered = Fråga { $number } är redan besvarad. Den kan inte fördelas längre.
part_unchanged = Fördelningen har inte ändrats. Välj en annan förvaltning för minst en fråga.
part_of_lead = Fältet ”{ $field }” skrivs av den samordnande förvaltningen. Skriv bara svaren på dina frågor.
part_of_others = Fråga { $number } besvaras av en annan förvaltning. Utelämna den.
part_none = Du har ingen egen del i det här svaret.
part_contributed = Din del är redan lämnad.
also_part = Deltar
also_part_open = Fråga { $number }: { $department }, öppen
also_part_ready = Fråga { $number }: { $department }, lämnad
also_parts_question = Fråga { $number }
also_parts_lead = { $department } (samordnande)
also_parts_answered = Den här frågan är redan besvarad.
also_parts_save = Fördela
desk_parts = Delar av svar att lämna
desk_todo_parts = Besvara de egna frågorna och lämna din del
mail_what_assigned = Handlingens frågor har fördelats på förvaltningar. Nedan står vem som besvarar vilken fråga.
also_partial = Här står din förvaltnings frågor. Allt annat skriver den samordnande förvaltningen.
# Papers of a single councillor, and their take-over.
own_name_member = Bara ledamöter i fullmäktige som tillhör en partigrupp kan lämna in i eget namn.
event_take_over = Övertagen
event_taken_over_by_nobody = Avskriven eftersom ingen har tagit över handlingen
done_take_over = Övertagandet är infört.
hint_take_over = Den som undertecknade handlingen är inte längre ledamot i fullmäktige. Partigruppen eller en ledamot för den vidare. När dagarna har gått kan kansliet avskriva den.
take_over_still_there = En handling kan tas över först när alla som har undertecknat den har lämnat fullmäktige.
take_over_early = Till och med den { $day } kan partigruppen och ledamöterna fortfarande ta över handlingen. Därefter kan kansliet avskriva den.
take_over_late = Handlingen kunde tas över till och med den { $day }. Nu avgör kansliet.
desk_take_over = Handlingar utan avsändare, att ta över
desk_todo_take_over = Ta över handlingen
desk_orphan_until = Kan tas över till och med den { $until }
desk_orphan_over = Kunde tas över till och med den { $until }
# Clocks that count back from a sitting.
notice_too_late = Handlingen kom in den { $submitted }. Till sammanträdet den { $day } skulle den ha funnits senast den { $latest }. Välj ett senare sammanträde.
clock_unit_working_days = { $amount ->
        [one] { $amount } arbetsdag
       *[other] { $amount } arbetsdagar
    }
# Inhabitants and urgent papers.
own_name = i eget namn
also_urgent = Godtagen som brådskande av kansliet
urgent_unclaimed = Handlingen innehåller ingen motivering till varför den är brådskande, så det finns inget att godta. Lämna fältet tomt.
field_urgent = Brådska
field_urgent_yes = Handlingen godtas som brådskande
