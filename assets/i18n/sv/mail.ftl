# Mails: subjects, frames, rows. What happened is told once a kind of event, what comes next as well.
mail_subject = { $paper }: { $heading } – { $title }
mail_subject_confidential = { $paper }: Nytt om en handling som inte är offentlig
mail_subject_plain = { $heading } – { $council }
mail_unnumbered = { $kind } utan nummer
mail_no_number = inget än (det delas ut när handlingen tas upp)
mail_entry = { $paper }: { $title }
mail_entry_due = skulle ha besvarats senast den { $due }
mail_link_paper = Till handlingen
mail_link_papers = Till handlingarna
mail_next = Vad som händer nu
mail_facts = Uppgifterna i korthet

mail_receipt = Mottagen
mail_issued = Svar finns
mail_confidential = { $paper } (ej offentlig)

mail_what_receipt = Din handling har kommit in till kansliet.
mail_what_returned = Kansliet har återlämnat handlingen med en motivering. Du kan redigera den igen, och de tidigare versionerna finns kvar.
mail_what_admitted = Handlingen är upptagen och har fått sitt nummer.
mail_what_scheduled = Handlingen står på en föredragningslista.
mail_what_deferred = Handlingen har bordlagts.
mail_what_deferred_unschedule = Handlingen har tagits bort från föredragningslistan. Den är fortfarande öppen och sätts upp på nytt.
mail_what_deferred_schedule = Sammanträdet har ajournerats. Handlingen behandlas vidare den nya dagen.
mail_what_issued = Det skriftliga svaret har expedierats.
mail_what_decided = Det finns ett resultat för handlingen.
mail_what_due_soon = Handlingen ska snart vara besvarad.
mail_what_overdue = Svaret på handlingen är försenat.
mail_what_overdue_digest = För dessa handlingar har tidsfristen gått ut utan att svaret finns.
mail_what_extended = Tidsfristen för handlingen har förlängts. Den tidigare tidsfristen finns kvar i historiken.
mail_what_refused = Handlingen besvaras inte. Motiveringen står nedan.
mail_what_withdrawn = Handlingen har återtagits.
mail_what_confidential = Det finns något nytt om en handling som inte är offentlig. Logga in för att läsa vad det gäller.
mail_what_interim = Det har lämnats ett besked om försening för handlingen. Skälen och den nya väntade dagen står nedan.
mail_what_invited = Du kallas till sammanträdet. Föredragningslistan är publicerad.
mail_what_agenda_changed = Sammanträdets föredragningslista eller tid har ändrats.
mail_what_ordered = Ett beslut har lett till ett uppdrag, eller så har ett uppdrag gått över till en annan förvaltning.
mail_what_progress = Det finns en rapport om hur ett beslut genomförs.
mail_what_order_closed = Genomförandet av ett beslut är avslutat.
mail_what_follow_up = Följdfrågor har ställts. De har en egen tidsfrist.
mail_what_corrected = En uppgift om handlingen var felaktig och har rättats. Bortse från det tidigare meddelandet.

mail_next_sitting = Sammanträde: { $body }, { $at }, { $place }

mail_clock = { $what }: { $light } ({ $rule })

mail_row_visibility = Offentlighet
mail_row_kind = Typ av handling
mail_row_title = Rubrik
mail_row_submitter = Inlämnad av
mail_row_parent = Hör till
mail_row_reason = Motivering
mail_row_by = Av
mail_row_when = Tidpunkt

mail_why_submitter = Du får det här meddelandet eftersom handlingen har lämnats in av dig eller din enhet.
mail_why_faction = Du får det här meddelandet eftersom alla partigrupper underrättas om det här steget.
mail_why_department = Du får det här meddelandet eftersom din förvaltning ansvarar för handlingen.
mail_why_executive = Du får det här meddelandet eftersom kommunledningen underrättas om det här steget.
mail_why_body = Du får det här meddelandet eftersom du tillhör det organ som behandlar handlingen.
mail_why_follower = Du får det här meddelandet eftersom du följer handlingen.
mail_stop = Vill du inte ha fler meddelanden om den? Sluta följa här:
mail_stop_never = Underrättelsen hör till handläggningen och går inte att avsäga sig. Kontakta kansliet om din adress ändras.

mail_invitation_subject = Ditt konto i informationssystemet för fullmäktige och nämnder ({ $council })
mail_invitation_what = Ett konto har lagts upp för dig. Välj ditt lösenord med den här länken.
mail_invitation_link = Välj lösenord
mail_invitation_why = Du får det här meddelandet eftersom adressen har angetts för ett konto. Om du inte vet varför behöver du inte göra något: utan länken används inte kontot.
mail_password_reset_subject = Nytt lösenord till informationssystemet för fullmäktige och nämnder ({ $council })
mail_password_reset_what = Någon har begärt ett nytt lösenord till ditt konto. Välj det med den här länken.
mail_password_reset_link = Välj nytt lösenord
mail_password_reset_why = Du får det här meddelandet eftersom någon på inloggningssidan har begärt ett nytt lösenord för den här adressen. Om det inte var du behöver du inte göra något: ditt nuvarande lösenord gäller fortfarande.
mail_link_until = Länken fungerar en gång och gäller till { $until }.

mail_stop_title = Sluta följa
mail_stop_question = Vill du inte få fler meddelanden om handlingen?
mail_stop_button = Inga fler meddelanden
mail_stop_done = Klart: vi skickar inga fler meddelanden om handlingen till dig. Du kan börja följa den igen när du vill.
mail_stop_wrong = Länken är ofullständig eller ogiltig. Öppna den en gång till från e-postmeddelandet.

mail_folder_title = Skickad e-post
mail_folder_intro = I demonstrationen skickas ingen e-post. Här står de meddelanden som skrevs senast.
mail_folder_empty = Ingen e-post har skrivits än.
mail_folder_to = Till
mail_folder_subject = Ämne
mail_folder_links = Länkar i meddelandet
