# Results, votes, points: why something cannot be entered, and what the forms and the history say.
result_needs_note = Vid ett muntligt svar måste det kort antecknas vad som svarades. Fyll i anteckningen.
result_needs_bodies = Ange till vilka organ handlingen remitteras, vart och ett med sin roll.
result_needs_kind = Välj vilken typ av handling den ska omvandlas till.
result_needs_person = Ange vem som har valts.
result_takes_no = Fältet ”{ $field }” hör inte till resultatet ”{ $result }”. Lämna det tomt.
result_converts_to = Handlingen kan inte omvandlas till den typen. Möjliga är: { $kinds }.
result_not_quorate = Det är antecknat att organet inte var beslutsfört. Bara ”bordlagt” och ”utan resultat” är möjliga.
result_missing_already = ”Utan resultat” är redan infört. För in resultatet så snart det är klart.
result_amendments_open = Dessa ändringsyrkanden måste avgöras först: { $numbers }.
result_amendments_adopted = Dessa ändringsyrkanden har bifallits: { $numbers }. Handlingen kan därför bara bifallas med ändring.
result_point = Punkt { $number }: { $text }
result_point_text = Punkt { $number } i ändrad lydelse
result_point_votes = Punkt { $number }: { $figure }
point_unknown = Det finns ingen beslutspunkt { $number }, eller så har den inget resultat.
point_twice = Beslutspunkt { $number } förekommer två gånger.
point_none = Handlingen har inga beslutspunkter som kan avgöras var för sig.
point_missing = Dessa beslutspunkter har inget resultat än: { $numbers }.
point_no_word = Med det här resultatet har beslutspunkt { $number } inget eget resultat, bara en ändrad text.
point_word_unknown = Resultatet för punkt { $number } hör inte till den här rollen.
point_word_whole = Resultatet för punkt { $number } är bara möjligt för hela handlingen.
point_needs_text = Punkt { $number } är bifallen med ändring: skriv in den ändrade texten.
point_takes_no_text = Punkt { $number } är inte bifallen med ändring: lämna den ändrade texten tom.
minority_too_small = ”{ $result }” kan begäras av { $share } av de närvarande. Det begärdes av { $demanded } av { $present }, vilket är för få. Kontrollera siffrorna eller välj ett annat resultat.
minority_once = En minoritet har redan en gång fått ärendet bordlagt eller återremitterat. ”{ $result }” kräver nu enkel majoritet, men { $demanded } röstade för och { $no } emot. Välj ett annat resultat.
vote_negative = Ett antal röster kan inte vara negativt.
vote_no_number = ”{ $text }” är inget antal röster. Skriv ett heltal.
vote_more_than_present = { $voted } röster har räknats, men bara { $present } var närvarande. Kontrollera siffrorna.
vote_more_than_members = Högst { $members } röstberättigade kan vara närvarande, men { $present } är införda.
vote_chair_decides = Vid lika röstetal avgör ordförandens utslagsröst. Fyll i den.
vote_secret_by_name = En sluten omröstning kan inte redovisas per ledamot.
vote_twice = Det kan bara finnas en omröstning om hela handlingen. Ange för de andra vad de gällde.
vote_names_differ = Röstsiffrorna stämmer inte med rösterna per ledamot.
vote_no_member = { $name } har ingen rösträtt i organet den dagen.
vote_person_twice = { $name } förekommer två gånger.
vote_tied = Omröstningen slutade { $yes } mot { $no }. Vid lika röstetal gäller: { $word }.
vote_lost = ”{ $result }” stämmer inte med omröstningen: { $yes } ja-röster och { $no } nej-röster, alltså ingen majoritet.
vote_won = ”{ $result }” stämmer inte med omröstningen: { $yes } ja-röster och { $no } nej-röster, alltså majoritet för.
vote_needs_item = En omröstning hör till en punkt på föredragningslistan. Sätt först upp behandlingen på föredragningslistan.
vote_yes = Ja-röster
vote_no = Nej-röster
vote_abstained = Avstår
vote_present = Närvarande röstberättigade
vote_form = Typ av omröstning
vote_form_open = öppen
vote_form_named = med namnupprop
vote_form_secret = sluten
vote_chair = Ordförandens utslagsröst vid lika röstetal
vote_by_name = Röster per ledamot
vote_told = { $yes } ja, { $no } nej, { $abstained } avstår, { $present } närvarande
role_same = Behandlingen har redan den rollen.
role_lacks_result = Det införda resultatet finns inte i den rollen.
consultation_returned = Handlingen har återremitterats. Först när det finns en ny version eller när kompletteringen är antecknad kan den sättas upp på en föredragningslista igen.
consultation_not_approved = Kommunledningen har inte godkänt handlingen än. Innan dess kan den inte sättas upp på ett annat organs föredragningslista.
consultation_not_returned = Den här behandlingen följer inte på någon återremiss.
consultation_no_final_text = Vid den här behandlingen saknas ingen ändrad beslutstext.
consultation_unmapped = inte kopplad
field_final_text = Text i beslutad lydelse
field_final_text_hint = Hela texten så som den har ändrats. Den kan också föras in senare, men måste finnas innan protokollet är färdigt. Punkter börjar med 1., 2. och så vidare.
field_bodies = Remitterad till
field_bodies_hint = Välj roll för varje organ som handlingen remitteras till.
field_point_results = Enskilda punkter
field_point_results_hint = Bara när punkterna avgörs var för sig: varje punkt med sitt eget resultat. Vid ”bifall med ändring” bara texten i de ändrade punkterna.
field_votes = Omröstning
field_votes_hint = Fyll bara i om omröstning har hållits.
field_elected = Valda
field_elected_hint = En person per rad.
event_switch_role = Behandlingens roll ändrad
event_cancel = Behandling inställd
event_complete = Komplettering antecknad
event_final_text = Beslutstext i ändrad lydelse införd
done_switch_role = Rollen är ändrad.
done_cancel = Behandlingen är inställd.
done_complete = Kompletteringen är antecknad.
done_final_text = Beslutstexten är införd.
hint_switch_role = Ändringen sparas i historiken.
hint_cancel = Behandlingen faller bort. Skälet går fortfarande att läsa i historiken.
hint_complete = Därefter kan den återremitterade handlingen sättas upp på en föredragningslista igen.
hint_final_text = Uppdragen följer av texten.
fact_old_role = Tidigare roll
fact_votes = Omröstning
next_referred = De angivna organen behandlar handlingen, därefter kommer den tillbaka till det här organet.
next_sent_back = Handlingen måste kompletteras eller skrivas om innan den behandlas igen.
next_amended = Texten i beslutad lydelse läggs till så snart den finns.
consultation_no_result = Det finns inget resultat än som skulle kunna rättas.
correction_waits = En rättelse av det här resultatet är redan föreslagen. En andra person måste först avgöra den.
correction_second_person = En rättelse måste bekräftas av någon annan än den som föreslog den.
correction_decided = Rättelsen är redan avgjord.
correction_followed = Den felaktiga uppgiften har redan fått följder: { $body } har under tiden ett resultat. Rätta först det.
correction_title = Rättelser
correction_lead = En felaktig uppgift rättas av två personer: en föreslår, en annan bekräftar. Den felaktiga uppgiften går fortfarande att läsa i historiken, och den som fick det felaktiga beskedet får det rätta.
correction_none = Ingen rättelse väntar just nu.
correction_old = Det står
correction_new = Det ska stå
correction_nothing = inget resultat
correction_by = Föreslagen av
correction_mine = Det här har du föreslagit. Någon annan måste bekräfta det.
correction_confirm = Bekräfta
correction_reject = Avslå
missing_title = Resultat som saknas
missing_lead = Det som stod på föredragningslistan för ett hållet sammanträde och ännu inte har något resultat, det äldsta först.
missing_none = Inget hållet sammanträde har någon lucka.
fact_old_result = Felaktigt infört
event_propose_correction = Rättelse föreslagen
event_reject_correction = Rättelse avslagen
event_corrected = Resultat rättat
done_correct = Rättelsen är föreslagen. En andra person måste bekräfta den.
hint_correct = Välj det som är rätt. Utan val tas resultatet bort. Inget ändras förrän en andra person bekräftar.
correction_undoes = Vad som återställs när rättelsen bekräftas
correction_stays = Vad som är kvar och måste kontrolleras
correction_undoes_orders = { $count ->
        [one] Beslutet räknas som inte fattat. 1 uppdrag ur det förfaller.
       *[other] Beslutet räknas som inte fattat. { $count } uppdrag ur det förfaller.
    }
correction_undoes_dropped = { $count ->
        [one] 1 uppdrag som beslutet hade upphävt ska åter utföras.
       *[other] { $count } uppdrag som beslutet hade upphävt ska åter utföras.
    }
correction_undoes_planned = Den behandling som planerades till följd av beslutet faller bort: { $body }.
correction_undoes_cancelled = Den inställda behandlingen är öppen igen: { $body }.
correction_undoes_started = Den tidsfrist som började då (går ut den { $due }) upphör.
correction_undoes_closed = Den tidsfrist som avslutades då löper vidare och går ut den { $due }.
correction_undoes_withdrawn = Handlingen är inte längre återtagen.
correction_undoes_discarded = Ett utkast från förvaltningen som kasserades då finns åter.
correction_undoes_settled = Ändringsyrkandet { $number } ska åter avgöras.
correction_undoes_converted = Handlingen har åter numret { $number }.
correction_stays_minutes = Protokollet från sammanträdet är redan färdigt. Kontrollera om det måste rättas.
correction_stays_clock = En tidsfrist som avslutades då (gick ut den { $due }) har under tiden uppfyllts och förblir uppfylld.
correction_stays_begun = { $count ->
        [one] Arbete eller rapportering har redan börjat för 1 uppdrag. Tala med förvaltningen.
       *[other] Arbete eller rapportering har redan börjat för { $count } uppdrag. Tala med förvaltningarna.
    }
correction_stays_dropped = { $count ->
        [one] 1 uppdrag är upphävt med hänvisning till beslutet och förblir upphävt.
       *[other] { $count } uppdrag är upphävda med hänvisning till beslutet och förblir upphävda.
    }
event_reopened = Åter öppen efter en rättelse
event_lapsed = Har förfallit efter en rättelse
