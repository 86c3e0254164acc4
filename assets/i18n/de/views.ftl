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
