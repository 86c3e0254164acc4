# The demo's clock.
dev_clock_title = The demo's clock
dev_clock_now = Here it is now:
dev_clock_intro = Periods, dates and the history follow this clock. When it is moved on, the system sends what falls due until then. Sign-in and the dates of e-mails follow the real time.
dev_clock_day = One day on
dev_clock_week = One week on
dev_clock_month = Four weeks on
dev_clock_at = Day and time
dev_clock_hint = In the city's time zone, for example 2020-09-16T14:00.
dev_clock_turn = Set the clock
dev_clock_mail = Read the demo's e-mails
dev_clock_unreadable = Please give a day and a time, for example 2020-09-16T14:00.
dev_clock_years = The clock can only be set to the years { $first } to { $last }.
