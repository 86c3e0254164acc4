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
