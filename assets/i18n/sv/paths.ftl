# Odd paths of papers and orders.
# Numbers that are kept for papers to come.
event_reserve_number = Nummer reserverat
event_give_up_number = Reserverat nummer uppgivet
fact_reserved = Reserverat nummer
done_reserve_number = Numret är reserverat. Den kommande handlingen får just detta nummer.
done_give_up_number = Numret är uppgivet. Det förblir oanvänt.
hint_reserve_number = Nästa nummer under ärendet hålls ledigt för en handling som ännu inte finns. Offentligt är bara att numret är reserverat.
hint_give_up_number = Numret förblir oanvänt och delas aldrig ut igen.
guard_reserved = Inget nummer är reserverat under detta ärende.
reserved_answer = reserverat för svaret
reserved_for = reserverat för: { $kind }
reserved_unused = inte använt
reserved_kind = { $count ->
        [0] Inget ytterligare nummer kan reserveras under detta ärende: för varje möjlig handlingstyp är ett redan reserverat.
       *[other] Välj för vilken handlingstyp numret reserveras: { $kinds }.
    }
reserved_none = { $count ->
        [0] Inget nummer är reserverat under detta ärende.
       *[other] Välj vilket nummer som ges upp. Nummer är reserverade för: { $kinds }.
    }
reserved_elsewhere = Numret { $reference } är reserverat för en annan handling eller har getts upp. Kontrollera var handlingen hör hemma.
# A referral without return.
next_referred_away = De nämnda organen fortsätter med ärendet. Det kommer inte tillbaka till detta organ.
mail_what_decided_refer_away = Organet har lämnat över ärendet till andra organ. Det kommer inte tillbaka dit.
# Who coordinates an order beside its owner.
event_coordinate = Samordnare för uppdraget angiven
fact_coordinator = Samordnare
fact_coordinated_from = Samordnare från
fact_old_coordinator = Tidigare samordnare
order_done_coordinate = Samordnaren är angiven.
hint_order_coordinate = Den som samordnar ser till att uppdraget stämmer med andra; det utförs fortfarande av den ansvariga. Lämna fältet tomt om ingen längre ska samordna.
order_coordinator = Samordnare
order_coordinated_from = { $name }, från { $day }
tracking_coordinated = Samordnare:
field_order_coordinator = Samordnande organisation
field_order_from_on = Från vilken dag
field_order_from_on_hint = Från i dag om fältet lämnas tomt.
order_same_coordinator = Så är det redan. Välj en annan organisation eller en annan dag.
mail_what_coordinated = Vem som samordnar ett uppdrag från ett beslut har angetts eller ändrats.
# A new version of a paper whose way was half done.
paper_goes_on = Den här versionen fortsätter { $number }: här står de behandlingar som återstod när den kom.
# The outcome of a vote of the people that was entered wrongly.
event_vote_corrected = Folkomröstningens resultat rättat
force_not_voted = Folket har inte röstat om detta beslut: det finns inget resultat att rätta.
hint_force_correct_vote = För in hur folket verkligen röstade. Det gäller när en andra person bekräftar rättelsen.
done_force_correct_vote = Rättelsen är föreslagen. En andra person måste bekräfta den.
