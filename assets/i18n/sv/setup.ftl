# The demo's clock.
dev_clock_title = Demonstrationens klocka
dev_clock_now = Här är det nu:
dev_clock_intro = Tidsfrister, datum och historik följer den här klockan. När den ställs fram skickar systemet det som ska ut fram till dess. Inloggningar och datum i e-post följer den verkliga tiden.
dev_clock_day = En dag framåt
dev_clock_week = En vecka framåt
dev_clock_month = Fyra veckor framåt
dev_clock_at = Dag och klockslag
dev_clock_hint = I kommunens tidszon, till exempel 2020-09-16T14:00.
dev_clock_turn = Ställ klockan
dev_clock_mail = Läs demonstrationens e-post
dev_clock_unreadable = Ange dag och klockslag, till exempel 2020-09-16T14:00.
dev_clock_years = Klockan kan bara ställas på åren { $first } till { $last }.
