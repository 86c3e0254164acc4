# Clocks and orders: the page, its exports, the half-yearly report.
tracking_title = Tidsfrister och uppdrag
tracking_lead = Vad har frågats och beslutats, vem genomför det, när ska det vara klart och hur långt har det kommit? Varje tidsfrist och varje uppdrag ur ett beslut, tills det är slutfört.
tracking_today = Läget den
tracking_tabs = Tidsfristernas och uppdragens läge
tracking_open = alla pågående
tracking_overdue = försenade
tracking_soon = går snart ut
tracking_in_time = i tid
tracking_closed = avslutade
tracking_department = Förvaltning
tracking_faction = Inlämnad av
tracking_state = Läge
tracking_by = Uppfylld genom
tracking_reason = Skäl:
tracking_none = Ingen tidsfrist och inget uppdrag stämmer med uppgifterna.
tracking_export = Den här listan som
tracking_by_department = Vad som pågår, per förvaltning
tracking_no_department = utan förvaltning
tracking_total = totalt
tracking_bar = Stapel
tracking_closed_on = den { $day }
tracking_days_left = { $days ->
        [0] går ut i dag
        [one] 1 dag kvar
       *[other] { $days } dagar kvar
    }
tracking_days_over = { $days ->
        [one] sedan 1 dag
       *[other] sedan { $days } dagar
    }
tracking_undated = utan datum
tracking_lists = Offentlig och ej offentlig lista
tracking_public = offentlig
tracking_nonpublic = ej offentlig
tracking_q = Nummer, rubrik eller uppdrag
tracking_body = Organ
tracking_kind = Typ av handling
tracking_what = Tidsfrist eller uppdrag
tracking_orders = Uppdrag
tracking_clocks = Tidsfrister
tracking_sort = Sortera efter
tracking_due = Datum
tracking_newest = Nyast först
tracking_oldest = Äldst först
tracking_task = Vad som ska göras
tracking_who = Vem
tracking_asked = för
tracking_report_column = Senaste rapport
tracking_by_state = Uppdrag efter läge
tracking_half = Halvår { $half } { $year }
tracking_half_unknown = Ett halvår skrivs som ”2026-2”: året, ett bindestreck, 1 eller 2.
tracking_report_link = Halvårsrapport
tracking_report_title = Genomförande av beslut, halvår { $half } { $year }
tracking_report_running = Halvåret är inte slut än.
tracking_report_half = Halvår
tracking_report_figures = Siffror per förvaltning
tracking_report_ordered = beslutade
tracking_report_reported = rapporterade
tracking_report_done = slutförda
tracking_report_dropped = upphävda
tracking_report_open = fortfarande öppna
tracking_report_overdue = varav försenade
tracking_report_orders = Uppdragen
tracking_report_state = Läge
tracking_report_none = Det fanns inga uppdrag under halvåret.
tracking_report_export = Hela rapporten som
tracking_report_public = Offentlig version
tracking_report_nonpublic = Ej offentlig version
tracking_sheet = Tabell för Excel och LibreOffice (CSV)
tracking_csv = CSV enligt RFC 4180
