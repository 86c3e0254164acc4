# Lists of what is pending, and of what was not decided in time.
awaiting_on = As of
awaiting_paper = Paper
awaiting_raised = Raised
awaiting_before = Lies before
awaiting_reason = Reason of the delay
awaiting_none = Nothing was pending on this day.
awaiting_count = Papers: { $count }
awaiting_future = There is no list for a day that is still to come.
