# The history: what happened, in the same words on the page and in mails.
event_create = Utkast skapat
event_edit = Utkast redigerat
event_invite = Medundertecknande begärt
event_cosign = Medundertecknad
event_resume = Text öppnad igen, tidigare underskrifter gäller inte längre
event_submit = Inlämnad
event_return = Återlämnad
event_admit = Upptagen till behandling
event_assign = Ansvarig förvaltning utsedd
event_hand_back = Återlämnad till kansliet av förvaltningen
event_plan = Behandling planerad
event_present = Överlämnad till chefen
event_sign = Godkänd
event_issue = Expedierad
event_withdraw = Återtagen
event_schedule = Uppsatt på föredragningslistan
event_enter_result = Resultat infört
event_deferred = Bordlagd
event_extend = Tidsfrist förlängd
event_refuse = Besvaras inte, med motivering
event_answered = Skriftligt besvarad
event_due_soon = Tidsfristen går snart ut
event_overdue = Tidsfristen har gått ut
event_overdue_digest = Veckolista över tidsfrister som har gått ut
event_council_applied = Kommunens inställningar ändrade
event_erased = Innehållet i den här posten har raderats
# Where a paper stands on its way.
state_draft = utkast
state_cosigning = för medundertecknande
state_submitted = inlämnad
state_returned = återlämnad
state_admitted = upptagen till behandling
state_presented = överlämnad till chefen
state_signed = godkänd
state_issued = expedierad
state_withdrawn = återtagen
# How open a paper is.
publicity_public = offentlig
publicity_confidential = ej offentlig
publicity_internal = intern
# Clocks in words.
clock_unit_days = { $amount ->
        [one] { $amount } dag
       *[other] { $amount } dagar
    }
clock_unit_weeks = { $amount ->
        [one] { $amount } vecka
       *[other] { $amount } veckor
    }
clock_unit_months = { $amount ->
        [one] { $amount } månad
       *[other] { $amount } månader
    }
clock_unit_years = { $amount ->
        [one] { $amount } år
       *[other] { $amount } år
    }
clock_rule = { $start } + { $period }, { $basis } = { $due }
clock_rule_extended = { $start } + { $period }, { $basis } = { $first }, förlängd till { $due }
clock_green = i tid
clock_yellow = går snart ut
clock_red = försenat
clock_fulfilled = uppfylld
clock_refused = besvaras inte, med motivering
clock_lapsed = har upphört
# Labels of what belongs to an event.
fact_number = Nummer
fact_body = Organ
fact_role = Roll
fact_meeting = Sammanträde
fact_place = Plats
fact_result = Resultat
fact_converted = Hittills
fact_department = Ansvarig förvaltning
fact_answer = Svar
fact_people = Personer
fact_applicant = Begärd av
fact_decider = Beviljad av
fact_old_due = Tidigare tidsfrist
fact_due = Tidsfrist
fact_list = Handlingar
fact_status = Status
# What comes next.
next_submitted = Kansliet granskar handlingen och tar upp den eller återlämnar den med motivering.
next_returned = Handlingen kan bearbetas och lämnas in på nytt.
next_admitted = Tidsfristen går ut den { $due }.
next_scheduled = Efter sammanträdet förs resultatet in.
next_deferred_clock = Ärendet är inte avslutat. Tidsfristen löper vidare och går ut den { $due }.
next_deferred = Handlingen är fortfarande öppen och behandlas på nytt.
next_extended = Tidsfristen går nu ut den { $due }.
next_due_soon = Tidsfristen går ut den { $due }.
next_overdue = Tidsfristen gick ut den { $due }. Den som ansvarar måste nu göra det som återstår, motivera varför det inte görs eller begära förlängd tid.
next_answered = Svaret står under varje fråga.
next_handed_back = Kansliet utser en ny ansvarig förvaltning.
next_signed = Kansliet expedierar svaret.
