# The history: what happened, in the same words on the page and in mails.
event_create = Draft begun
event_edit = Draft edited
event_invite = Members asked to co-sign
event_cosign = Co-signed
event_resume = Text opened again, signatures void
event_submit = Submitted
event_return = Returned
event_admit = Admitted
event_assign = Responsible department named
event_hand_back = Handed back to the office by the department
event_plan = Consultation planned
event_present = Laid before the head
event_sign = Signed
event_issue = Issued
event_withdraw = Withdrawn
event_schedule = Put on the agenda
event_enter_result = Result entered
event_deferred = Deferred
event_extend = Period extended
event_refuse = Answer refused with reasons
event_answered = Answered in writing
event_due_soon = Due soon
event_overdue = Overdue
event_overdue_digest = Weekly list of periods that have ended
event_council_applied = Set-up of the council changed
event_erased = The content of this entry was erased
# Where a paper stands on its way.
state_draft = draft
state_cosigning = being co-signed
state_submitted = submitted
state_returned = returned
state_admitted = admitted
state_presented = laid before the head
state_signed = signed
state_issued = issued
state_withdrawn = withdrawn
# How open a paper is.
publicity_public = public
publicity_confidential = not public
publicity_internal = internal
# Clocks in words.
clock_unit_days = { $amount ->
        [one] { $amount } day
       *[other] { $amount } days
    }
clock_unit_weeks = { $amount ->
        [one] { $amount } week
       *[other] { $amount } weeks
    }
clock_unit_months = { $amount ->
        [one] { $amount } month
       *[other] { $amount } months
    }
clock_unit_years = { $amount ->
        [one] { $amount } year
       *[other] { $amount } years
    }
clock_rule = { $start } + { $period }, { $basis } = { $due }
clock_rule_extended = { $start } + { $period }, { $basis } = { $first }, extended to { $due }
clock_green = on time
clock_yellow = due soon
clock_red = overdue
clock_fulfilled = fulfilled
clock_refused = refused with reasons
clock_lapsed = lapsed
# Labels of what belongs to an event.
fact_number = Number
fact_body = Body
fact_role = Role
fact_meeting = Sitting
fact_place = Place
fact_result = Result
fact_converted = Until now
fact_department = Responsible department
fact_answer = Answer
fact_people = People
fact_applicant = Applied for by
fact_decider = Granted by
fact_old_due = Previous due date
fact_due = Due date
fact_list = Papers
fact_status = Status
# What comes next.
next_submitted = The office examines the paper and admits it, or returns it with a reason.
next_returned = The paper can be revised and submitted again.
next_admitted = The period ends on { $due }.
next_scheduled = The result is entered after the sitting.
next_deferred_clock = The paper stays open. The period runs on: due on { $due }.
next_deferred = The paper stays open and will be dealt with again.
next_extended = The period now ends on { $due }.
next_due_soon = The period ends on { $due }.
next_overdue = The period ended on { $due }. Whoever is responsible must now do what is outstanding, refuse it with reasons, or obtain an extension.
next_answered = The answer stands under each question.
next_handed_back = The office names a department anew.
next_signed = The office issues the answer.
