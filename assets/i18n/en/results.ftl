# Results, votes, points: why something cannot be entered, and what the forms and the history say.
result_needs_note = For an oral answer, note in short what was answered. Please fill in the remark.
result_needs_bodies = Please name the bodies to which it is referred, each with its role.
result_needs_kind = Please choose the kind into which it is converted.
result_needs_person = Please name who was elected.
result_takes_no = The field "{ $field }" does not belong to the result "{ $result }". Please leave it empty.
result_converts_to = It cannot be converted into this kind. Possible are: { $kinds }.
result_not_quorate = The sitting is recorded as not quorate. Only a result that puts off, or none, is possible.
result_missing_already = "Without a result" is entered already. Please enter the result as soon as it is known.
result_amendments_open = These amendments must be voted on first: { $numbers }.
result_amendments_adopted = These amendments were adopted: { $numbers }. So the paper can only be adopted as amended.
result_point = Point { $number }: { $text }
result_point_text = Point { $number } as amended
result_point_votes = Point { $number }: { $figure }
point_unknown = There is no point { $number }, or it has no result.
point_twice = Point { $number } is named twice.
point_none = The paper has no points that could be voted on one by one.
point_missing = These points have no result yet: { $numbers }.
point_no_word = With this result, point { $number } has no result of its own, only an amended text.
point_word_unknown = The result of point { $number } does not belong to this role.
point_word_whole = The result of point { $number } is possible for the whole paper only.
point_needs_text = Point { $number } was adopted as amended: please enter its text.
point_takes_no_text = Point { $number } was not adopted as amended: please leave its text empty.
minority_too_small = "{ $result }" can be demanded by { $share } of those present. It was demanded by { $demanded } of { $present }, which is too few. Please check the figures or choose another result.
minority_once = A minority has had this matter wait or go back before. "{ $result }" now needs a simple majority, but { $demanded } were for it and { $no } against. Please choose another result.
vote_negative = A number of votes cannot be negative.
vote_no_number = "{ $text }" is no number of votes. Please enter a whole number.
vote_more_than_present = { $voted } votes were counted, but only { $present } were present. Please check the figures.
vote_more_than_members = At most { $members } members with a vote can be present, but { $present } are entered.
vote_chair_decides = In a tie the chair's vote decides. Please enter it.
vote_secret_by_name = A secret vote cannot be recorded by name.
vote_twice = There can be only one vote on the whole paper. Please name what the others were about.
vote_names_differ = The figures differ from the votes by name.
vote_no_member = { $name } has no vote in this body on this day.
vote_person_twice = { $name } is named twice.
vote_tied = The vote was { $yes } to { $no }. In a tie this holds: { $word }.
vote_lost = "{ $result }" does not fit the vote: { $yes } in favour, { $no } against, so no majority.
vote_won = "{ $result }" does not fit the vote: { $yes } in favour, { $no } against, so a majority for it.
vote_needs_item = A vote belongs to an item of an agenda. Please put the consultation on the agenda first.
vote_yes = In favour
vote_no = Against
vote_abstained = Abstentions
vote_present = Members with a vote present
vote_form = How it was voted
vote_form_open = openly
vote_form_named = by name
vote_form_secret = secretly
vote_chair = The chair's vote in a tie
vote_by_name = Votes by name
vote_told = { $yes } in favour, { $no } against, { $abstained }, { $present } present
vote_abstentions = { $count ->
        [one] { $count } abstention
       *[other] { $count } abstentions
    }
role_same = The consultation has this role already.
role_lacks_result = The result that is entered does not exist in this role.
consultation_returned = The paper was sent back. It can be put on an agenda again once there is a new version or the completion is recorded.
consultation_not_approved = The executive has not approved the paper yet. Before that it cannot be put on the agenda of another body.
consultation_not_returned = This consultation does not follow from the paper being sent back.
consultation_no_final_text = No amended text is missing here.
consultation_unmapped = not mapped
field_final_text = Text as adopted
field_final_text_hint = The whole text as it was amended. It can be entered later, but before the minutes are finished. Points begin with 1., 2. and so on.
field_bodies = Referred to
field_bodies_hint = Choose the role for each body to which it is referred.
field_point_results = Single points
field_point_results_hint = Only for a vote point by point: each point with its own result. With "adopted as amended" only the text of the points that were amended.
field_votes = Vote
field_votes_hint = Fill in only if there was a vote.
field_planned_for = To come again
field_planned_for_hint = Only when it is put off and no sitting is known yet: the period in words, such as “4th quarter of 2022”.
field_elected = Elected
field_elected_hint = One person a line.
event_switch_role = Role of the consultation changed
event_cancel = Consultation cancelled
event_complete = Completion recorded
event_final_text = Text as amended entered
done_switch_role = The role is changed.
done_cancel = The consultation is cancelled.
done_complete = The completion is recorded.
done_final_text = The text is entered.
hint_switch_role = The change is kept in the history.
hint_cancel = The consultation falls away. The reason stays in the history.
hint_complete = After this the paper that was sent back can be put on an agenda again.
hint_final_text = The orders follow from the text.
fact_old_role = Role before
fact_votes = Vote
next_referred = The bodies that were named consult the paper; then it comes back to this one.
next_sent_back = The paper must be completed or drafted anew before it is dealt with again.
next_amended = The text as adopted is added as soon as it is there.
consultation_no_result = There is no result yet that could be corrected.
correction_waits = A correction of this result is proposed already. A second person must decide on it first.
correction_second_person = A correction must be confirmed by another person than the one who proposed it.
correction_decided = This correction has been decided already.
correction_followed = The wrong entry had consequences already: { $body } has a result meanwhile. Please correct that one first.
correction_title = Corrections
correction_lead = A wrong entry is corrected by two people: one proposes, another confirms. The wrong entry stays in the history, and whoever was told it is told the right one.
correction_none = No correction is waiting.
correction_old = Stands there
correction_new = Should stand there
correction_nothing = no result
correction_by = Proposed by
correction_mine = You proposed this. Another person has to confirm it.
correction_confirm = Confirm
correction_reject = Reject
missing_title = Missing results
missing_lead = What was on the agenda of a past sitting and has no result yet, the oldest first.
missing_none = No past sitting has a gap.
fact_old_result = Entered wrongly
event_propose_correction = Correction proposed
event_reject_correction = Correction rejected
event_corrected = Result corrected
done_correct = The correction is proposed. A second person has to confirm it.
hint_correct = Choose what is right; without a choice the result is taken away. Nothing changes until a second person confirms.
correction_undoes = What is taken back with the confirmation
correction_stays = What stays and has to be looked at
correction_undoes_orders = { $count ->
        [one] The decision counts as not taken; 1 order of it becomes void.
       *[other] The decision counts as not taken; { $count } orders of it become void.
    }
correction_undoes_dropped = { $count ->
        [one] 1 order that this decision had dropped is to be carried out again.
       *[other] { $count } orders that this decision had dropped are to be carried out again.
    }
correction_undoes_planned = The consultation planned because of it falls away: { $body }.
correction_undoes_cancelled = The cancelled consultation is open again: { $body }.
correction_undoes_started = The deadline that began with it (due { $due }) becomes void.
correction_undoes_closed = The deadline that ended with it runs on, due { $due }.
correction_undoes_withdrawn = The paper is no longer withdrawn.
correction_undoes_discarded = A draft of the administration that was discarded with it is there again.
correction_undoes_settled = The amendment { $number } is to be voted on again.
correction_undoes_converted = The paper bears the number { $number } again.
correction_stays_minutes = The minutes of the sitting are already finished. Please check whether they need a correction.
correction_stays_clock = A deadline that ended with it (due { $due }) has been met meanwhile and stays so.
correction_stays_begun = { $count ->
        [one] Work or a report on 1 order has begun. Please talk to the department.
       *[other] Work or reports on { $count } orders have begun. Please talk to the departments.
    }
correction_stays_dropped = { $count ->
        [one] 1 order was dropped with reference to this decision and stays so.
       *[other] { $count } orders were dropped with reference to this decision and stay so.
    }
event_reopened = Open again after a correction
event_lapsed = Void after a correction
