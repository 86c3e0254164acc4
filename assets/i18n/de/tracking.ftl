# Fristen und Aufträge: die Seite, ihre Ausgaben, der Halbjahresbericht.
tracking_title = Fristen und Aufträge
tracking_lead = Was wurde gefragt und beschlossen, wer setzt es um, bis wann, und wie weit ist es? Jede Frist und jeder Auftrag aus einem Beschluss, bis er erledigt ist.
tracking_today = Stand:
tracking_tabs = Stand der Fristen und Aufträge
tracking_open = alle laufenden
tracking_overdue = überfällig
tracking_soon = bald fällig
tracking_in_time = im Plan
tracking_closed = erledigt
tracking_department = Dezernat
tracking_faction = Eingereicht von
tracking_state = Stand
tracking_by = Erfüllt durch
tracking_reason = Grund:
tracking_none = Keine Frist und kein Auftrag passt zu diesen Angaben.
tracking_export = Diese Liste als
tracking_by_department = Was läuft, nach Dezernat
tracking_no_department = ohne Dezernat
tracking_total = zusammen
tracking_bar = Balken
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
tracking_undated = ohne Tag
tracking_lists = Öffentliche und nicht öffentliche Liste
tracking_public = öffentlich
tracking_nonpublic = nicht öffentlich
tracking_q = Nummer, Betreff oder Auftrag
tracking_body = Gremium
tracking_kind = Art der Vorlage
tracking_what = Frist oder Auftrag
tracking_orders = Aufträge
tracking_clocks = Fristen
tracking_sort = Sortiert nach
tracking_due = Termin
tracking_newest = Neueste zuerst
tracking_oldest = Älteste zuerst
tracking_task = Was zu tun ist
tracking_who = Wer
tracking_asked = für
tracking_report_column = Letzter Bericht
tracking_by_state = Aufträge nach Stand
tracking_half = { $half }. Halbjahr { $year }
tracking_half_unknown = Ein Halbjahr wird wie „2026-2“ geschrieben: das Jahr, ein Bindestrich, 1 oder 2.
tracking_report_link = Halbjahresbericht
tracking_report_title = Beschlussumsetzung im { $half }. Halbjahr { $year }
tracking_report_running = Das Halbjahr ist noch nicht zu Ende.
tracking_report_half = Halbjahr
tracking_report_figures = Zahlen nach Dezernat
tracking_report_ordered = beschlossen
tracking_report_reported = berichtet
tracking_report_done = erledigt
tracking_report_dropped = aufgehoben
tracking_report_open = noch offen
tracking_report_overdue = davon überfällig
tracking_report_orders = Die Aufträge
tracking_report_state = Stand
tracking_report_none = In diesem Halbjahr gab es keine Aufträge.
tracking_report_export = Dieser Bericht vollständig als
tracking_report_public = Öffentliche Fassung
tracking_report_nonpublic = Nicht öffentliche Fassung
tracking_sheet = Tabelle für Excel und LibreOffice (CSV)
tracking_csv = CSV nach RFC 4180
