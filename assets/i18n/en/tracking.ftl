# Clocks and orders: the page, its exports, the half-yearly report.
tracking_title = Deadlines and orders
tracking_lead = What was asked and decided, who carries it out, until when, and how far is it? Every deadline and every order of a decision until it is done.
tracking_today = As of
tracking_tabs = State of deadlines and orders
tracking_open = all running
tracking_overdue = overdue
tracking_soon = due soon
tracking_in_time = on schedule
tracking_closed = done
tracking_department = Department
tracking_faction = Filed by
tracking_state = State
tracking_by = Fulfilled by
tracking_reason = Reason:
tracking_none = No deadline and no order fits.
tracking_export = This list as
tracking_by_department = What runs, by department
tracking_no_department = without department
tracking_total = together
tracking_bar = Bar
tracking_closed_on = on { $day }
tracking_days_left = { $days ->
        [0] due today
        [one] 1 day left
       *[other] { $days } days left
    }
tracking_days_over = { $days ->
        [one] for 1 day
       *[other] for { $days } days
    }
tracking_undated = no day
tracking_lists = Public and non-public list
tracking_public = public
tracking_nonpublic = not public
tracking_q = Number, subject or order
tracking_body = Body
tracking_kind = Kind of paper
tracking_what = Deadline or order
tracking_orders = Orders
tracking_clocks = Deadlines
tracking_sort = Sorted by
tracking_due = Date
tracking_newest = Newest first
tracking_oldest = Oldest first
tracking_task = What is to be done
tracking_who = Who
tracking_asked = for
tracking_report_column = Last report
tracking_by_state = Orders by state
tracking_half = Half { $half } of { $year }
tracking_half_unknown = A half year is written like “2026-2”: the year, a hyphen, 1 or 2.
tracking_report_link = Half-yearly report
tracking_report_title = What became of decisions in half { $half } of { $year }
tracking_report_running = The half year has not ended yet.
tracking_report_half = Half year
tracking_report_figures = Figures by department
tracking_report_ordered = decided
tracking_report_reported = reported on
tracking_report_done = done
tracking_report_dropped = dropped
tracking_report_open = still open
tracking_report_overdue = of these overdue
tracking_report_orders = The orders
tracking_report_state = State
tracking_report_none = There were no orders in this half year.
tracking_report_export = This report as a whole as
tracking_report_public = Public version
tracking_report_nonpublic = Non-public version
tracking_sheet = Table for Excel and LibreOffice (CSV)
tracking_csv = CSV as of RFC 4180
