# Sittings and their agenda: what is refused, and the fields of their forms.
meeting_unknown = There is no such sitting. Please choose another.
meeting_is_over = The sitting is over or was cancelled. Please choose another.
meeting_of_others = The body of this consultation does not sit there. Please choose a sitting of that body.
agenda_item_unknown = There is no such agenda item in the sitting.
agenda_paper_nonpublic = A paper that is not public cannot lie on a public agenda item.
agenda_too_deep = The agenda cannot be divided that deeply. Please choose an item further up.
agenda_title_needed = The title is missing. Please say what it is about.
agenda_public_title_needed = The public title is missing. Please enter what the public is to read instead of the title.
agenda_part_of_parent = An item with sub-items, or a sub-item, stays in its part of the agenda.
agenda_joint_wrong = The item cannot be dealt with jointly with that one. Please choose another that is not itself joined to a further one.
agenda_has_parts = The item has sub-items. Please take those off the agenda first.
field_meeting = Sitting that is set up
field_meeting_hint = Choose a sitting, or enter day, start and place of a new one.

meeting_exists = The body already sits at that time. Please choose another time, or add to the sitting that is there.
meeting_end_before_start = The end must lie after the start.
meeting_place_needed = Place and video address are missing. Please enter one of them.
meeting_video_wrong = The video address must begin with https://.
meeting_not_now = This is not possible in the present state of the sitting.
meeting_agenda_empty = The agenda is still empty. Please add an item first.
meeting_not_today = The sitting is on { $day }. It cannot be opened before.
meeting_continued_later = The continuation must lie after the sitting.
meeting_stale = Somebody else was faster: the sitting has changed in the meantime. What you entered is still there. Please look at the sitting and then send the form again.
meeting_invite_late = Fewer than { $days } days are left until the sitting. The invitation goes out nevertheless and is marked as late ({ $basis }).
agenda_item_has_result = A result has already been entered for this item. It can no longer be taken off.
agenda_no_way = Please choose “up” or “down”.
agenda_consultation_unknown = One of the consultations does not exist.

meeting_state_planned = planned
meeting_state_invited = invited
meeting_state_running = in progress
meeting_state_held = held
meeting_state_cancelled = cancelled
meeting_state_continued = broken off, to be continued

meeting_do_change = Change day or place
meeting_do_invite = Invite and publish the agenda
meeting_do_cancel = Cancel the sitting
meeting_do_start = Open the sitting
meeting_do_end = Close the sitting
meeting_do_continue = Break off and continue on another day
meeting_do_add_item = Add an agenda item
meeting_do_edit_item = Change the agenda item
meeting_do_move_item = Move the agenda item
meeting_do_remove_item = Take the item off the agenda
meeting_do_fill = Put waiting papers on the agenda
meeting_do_call = Call the agenda item
meeting_do_results = Enter results

meeting_hint_new = The sitting is public at once, with its day and place. The agenda follows with the invitation.
meeting_hint_change = After the invitation the members are told of the change.
meeting_hint_invite = The members of all bodies that sit are told. From then on the agenda is public, and the numbers stay as they are.
meeting_hint_cancel = What stood on the agenda waits for a sitting again. After the invitation the members are told.
meeting_hint_continue = What has not been dealt with stands on the agenda of the continuation, under the same numbers. The members are told.
meeting_hint_add_item = An item without a paper. Papers come onto the agenda by their consultation.
meeting_hint_remove_item = The papers of this item wait for a sitting again.

meeting_field_body = Body
meeting_field_with = Jointly with
meeting_field_name = Name
meeting_field_name_hint = If the sitting is to be called otherwise than its body
meeting_field_date = Day
meeting_field_time = Start
meeting_field_time_hint = For example 14:00
meeting_field_end = Expected end
meeting_field_place = Place
meeting_field_video = Video address
meeting_field_video_hint = Begins with https://
meeting_field_reason = Reason
meeting_field_parent = Sub-item of
meeting_field_to = Put off to a later sitting
meeting_field_to_hint = Left out, the papers of the item wait for a sitting again; an item without a paper falls away.
meeting_field_item = On which item
meeting_field_item_hint = Without one, each paper gets an item of its own.
meeting_field_title = Title
meeting_field_public = Part of the agenda
meeting_field_public_title = Public title
meeting_field_public_title_hint = For items that are not public only: what the public reads instead of the title.
meeting_field_note = Remark
meeting_field_joint = Dealt with jointly with
meeting_field_direction = Direction
meeting_field_consultations = Waiting papers
meeting_field_result = Result

meetings_new = Set up a sitting
meetings_unscheduled = What waits for a sitting
meetings_calendar = All sittings as a calendar (ICS)
meetings_until = End
meetings_video = Video
meetings_invited = Invited on
meetings_invited_late = Invited late
meetings_invited_late_basis = The period of notice was not kept:
meetings_continues = This sitting continues what was begun on
meetings_continued_by = Continued on
meetings_agenda_title = Agenda
meetings_agenda_follows = Agenda to follow
meetings_agenda_follows_text = The agenda is published with the invitation.
meetings_history = History
meetings_run = Hold the sitting
meeting_refused_for = It is refused because of { $number }. So nothing has changed for any of the chosen papers.
meetings_more = Around the sittings
meetings_back = Back to the sitting
meetings_minutes = Minutes

agenda_part_public = Public part
agenda_part_nonpublic = Non-public part
agenda_number = No.
agenda_item = Subject
agenda_tools = Work on it
agenda_public_title = Public title
agenda_edit = Change
agenda_add_sub = Sub-item of
agenda_remove = Take off
agenda_up = Up:
agenda_down = Down:
agenda_joint = dealt with jointly with { $number }
agenda_removed = taken off
agenda_late = added late
agenda_changed = changed on { $day }
agenda_open = open
agenda_called = called
agenda_done = dealt with

run_called = Called now
run_next = Next item
run_call = Call
run_enter = Enter the result
run_enter_more = With a vote or an amended text
run_bulk = One result for several
run_bulk_hint = For lists that are deferred or taken note of together. The result must be possible for each chosen paper, otherwise none is entered.
run_bulk_which = Papers without a result
run_bulk_enter = Enter for all chosen

unscheduled_lead = Every open consultation that stands on no agenda, the oldest first. Nothing is lost here.
unscheduled_count = { $count ->
        [one] One consultation waits.
       *[other] { $count } consultations wait.
    }
unscheduled_choose = Choice
unscheduled_origin = Where from
unscheduled_since = Waits
unscheduled_new = newly come in
unscheduled_referred = referred: { $body }
unscheduled_deferred = deferred: { $body }
unscheduled_expected = Expected: { $period }.
unscheduled_after = after consultation: { $body }
unscheduled_days = { $days ->
        [0] since today
        [one] for 1 day
       *[other] for { $days } days
    }
unscheduled_meeting = On the agenda of this sitting
unscheduled_place = Add the chosen ones
unscheduled_none = Nothing waits
unscheduled_none_text = Every open consultation stands on an agenda.

event_meeting_set_up = Sitting set up
event_meeting_change = Day or place changed
event_meeting_invite = Invited, agenda published
event_meeting_cancel = Sitting cancelled
event_meeting_start = Sitting opened
event_meeting_end = Sitting closed
event_meeting_continue = Broken off, to be continued
event_meeting_fill = Papers put on the agenda
event_meeting_call = Agenda item called
event_meeting_results = Results entered
event_agenda_add_item = Agenda item added
event_agenda_edit_item = Agenda item changed
event_agenda_move_item = Agenda item moved
event_agenda_remove_item = Agenda item taken off
event_carried_over = Moved to another day
event_unschedule = Taken off the agenda
fact_was_at = Before
fact_items = Agenda items
fact_late = Period of notice not kept
next_unscheduled = The paper stays open and waits for another sitting.
next_meeting_cancelled = What stood on the agenda waits for another sitting.
mail_subject_meeting = { $body }, { $at }: { $heading }
mail_link_meeting = To the sitting with its agenda
mail_row_video = Video
run_bulk_refer = When referring: where to and in what capacity
meeting_field_refer_to = Referred to
meeting_field_refer_role = Capacity there
