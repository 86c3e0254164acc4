# Lists, the home of a council, clocks, desk, sittings, bodies, audit, procedure: all pages but the paper's own.
views_no_number = noch ohne Nummer
views_no_title = noch ohne Betreff
views_paper = Vorlage
views_number = Nummer
views_kind = Vorlage-Art
views_submitter = Einreicher
views_status = Status
views_changed = Geändert
views_until = bis
views_all = alle
views_q = Wort im Betreff oder Nummer
views_organization = Fraktion oder Dezernat
views_filter = Liste eingrenzen
views_apply = Anwenden
views_reset = Alles zeigen
views_search = Suchen
views_first = Zum Anfang der Liste
views_new = Neu:
views_papers_none = Es gibt noch keine Vorlagen.
views_papers_none_filtered = Keine Vorlage passt zu diesen Angaben.
council_home_lead = Was eingebracht wurde, was beraten wird, was beantwortet ist, und was noch aussteht.
council_home_running = { $count ->
        [one] laufende Frist
       *[other] laufende Fristen
    }
council_home_overdue = { $count ->
        [one] Frist überschritten
       *[other] Fristen überschritten
    }
council_home_desk = Zu meinem Schreibtisch
council_home_papers = Neueste Vorlagen
council_home_all_papers = Alle Vorlagen
meetings_next = Nächste Sitzungen
meetings_last = Letzte Sitzungen
meetings_none_next = Zurzeit ist keine Sitzung angesetzt.
tracking_title = Fristen
tracking_lead = Was wird wann fällig, was ist überfällig, was ist erledigt? Jede Frist mit ihrer Regel, dem zuständigen Dezernat und dem Grund, wenn sie verlängert oder abgelehnt wurde.
tracking_today = Stand:
tracking_tabs = Stand der Fristen
tracking_open = alle laufenden
tracking_overdue = überfällig
tracking_soon = bald fällig
tracking_in_time = im Plan
tracking_closed = erledigt
tracking_department = Dezernat
tracking_faction = Eingereicht von
tracking_state = Stand
tracking_rule = Frist und ihre Regel
tracking_by = Erfüllt durch
tracking_reason = Grund:
tracking_none = Keine Frist passt zu diesen Angaben.
tracking_export = Diese Liste als
tracking_by_department = Laufende Fristen nach Dezernat
tracking_no_department = ohne Dezernat
tracking_total = zusammen
tracking_closed_on = am { $day }
tracking_days_left = { $days ->
        [0] heute fällig
        [one] noch 1 Tag
       *[other] noch { $days } Tage
    }
tracking_days_over = { $days ->
        [one] seit 1 Tag
       *[other] seit { $days } Tagen
    }
