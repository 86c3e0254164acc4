# Lists, the home of a council, clocks, desk, sittings, bodies, audit, procedure: all pages but the paper's own.
views_no_number = no number yet
views_no_title = no subject yet
views_paper = Paper
views_number = Number
views_kind = Kind of paper
views_submitter = Submitter
views_status = Status
views_changed = Changed
views_until = until
views_all = all
views_q = Word in the subject, or number
views_organization = Faction or department
views_filter = Narrow the list
views_apply = Apply
views_reset = Show all
views_search = Search
views_first = To the start of the list
views_new = New:
views_papers_none = There are no papers yet.
views_papers_none_filtered = No paper fits these criteria.
council_home_lead = What was filed, what is being discussed, what has been answered, and what is still due.
council_home_running = { $count ->
        [one] running deadline
       *[other] running deadlines
    }
council_home_overdue = { $count ->
        [one] deadline passed
       *[other] deadlines passed
    }
council_home_desk = To my desk
council_home_papers = Newest papers
council_home_all_papers = All papers
meetings_next = Next sittings
meetings_last = Last sittings
meetings_none_next = No sitting is scheduled at present.
tracking_title = Deadlines
tracking_lead = What is due when, what is overdue, what is done? Each deadline with its rule, the responsible department, and the reason when it was extended or refused.
tracking_today = As of
tracking_tabs = State of the deadlines
tracking_open = all running
tracking_overdue = overdue
tracking_soon = due soon
tracking_in_time = on schedule
tracking_closed = done
tracking_department = Department
tracking_faction = Filed by
tracking_state = State
tracking_rule = Deadline and its rule
tracking_by = Fulfilled by
tracking_reason = Reason:
tracking_none = No deadline fits these criteria.
tracking_export = This list as
tracking_by_department = Running deadlines by department
tracking_no_department = without department
tracking_total = together
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
