# Interim notices, further questions, former numbers.
event_interim = Interim notice given
event_follow_up = Further questions asked
next_interim = The answer can be expected by { $due }.
next_follow_up = The answer to the further questions is due by { $due }.
fact_questions = Questions
clock_rule_interim = { $start } + { $period }, { $basis } = { $first }, after an interim notice expected by { $due }
clock_no_interim = This period knows no interim notice. Please apply for an extension.
clock_interim_given = There is an interim notice on this period already. If you need longer, apply for an extension.
clock_expected_past = The expected day is in the past. Please name a day from today on.
clock_interim_too_far = An interim notice can put the period off to { $day } at most. Please name an earlier day, or apply for an extension.
follow_up_never = Papers of this kind have no follow-up questions.
follow_up_unanswered = Further questions can be asked once an answer has been issued.
follow_up_waits = The last further questions have not been answered yet. Please wait for the answer.
follow_up_late = Further questions were possible until { $day }. Please file a new inquiry.
follow_up_limit = At most { $limit } further questions are possible, { $left } of them are left. Please shorten, or file a new inquiry.
done_interim = The interim notice has been given.
done_follow_up = The further questions have been asked. The department has been told.
hint_interim = Give the reasons and the day by which the answer can be expected. Both are told to those who asked, and shown on the page of the paper.
hint_follow_up = Further questions have a period of their own and are answered by another answer.
also_interim = Interim notice: expected on { $new } instead of { $old }
also_interim_who = Given by { $decider } on { $day }
also_former_numbers = Former number
also_further_question = Follow-up question
alias_taken = The number “{ $reference }” leads to another paper already. Please check the number.
# Remarks of the administration.
event_note = Internal remark
notes_title = Internal remarks
notes_lead = Only the office and the departments that deal with the paper see these remarks. They do not leave the administration.
notes_none = There is no remark yet.
notes_new = New remark
notes_write = Write the remark
notes_count = { $count ->
        [0] No remark yet: write one
        [one] Read one remark
       *[other] Read { $count } remarks
    }
# Questions split among departments.
event_assign_questions = Questions split among departments
event_contribute = Part of the answer handed in
done_assign_questions = The questions have been split. The departments have been told.
done_contribute = Your part has been handed in. The leading department goes on with the answer.
hint_assign_questions = The responsible department goes on leading and signs. The others answer their questions in its draft.
fact_parts = Split
field_assignments = Split of the questions
guard_contributed = Parts of other departments are missing. Open: question { $parts }.
part_answered = Question { $number } has been answered already. It cannot be given to anybody any more.
part_unchanged = The split has not changed. Please choose another department for at least one question.
part_of_lead = The field “{ $field }” is written by the leading department. Please write only the answers to your questions.
part_of_others = Question { $number } is answered by another department. Please leave it out.
part_none = You have no part of your own in this answer.
part_contributed = Your part has been handed in already.
also_part = Taking part
also_part_open = Question { $number }: { $department }, open
also_part_ready = Question { $number }: { $department }, handed in
also_parts_question = Question { $number }
also_parts_lead = { $department } (leading)
also_parts_answered = This question has been answered already.
also_parts_save = Split
desk_parts = Parts of answers to deliver
desk_todo_parts = Answer the own questions and hand the part in
mail_what_assigned = The questions of this paper have been divided among departments. See below who answers which.
also_partial = These are the questions of your department. Everything else is written by the leading department.
# Papers of a single councillor, and their take-over.
own_name_member = Only members of the council who belong to a faction can file in their own name.
event_take_over = Taken over
event_taken_over_by_nobody = Settled, as nobody took the paper over
done_take_over = The take-over has been recorded.
hint_take_over = Whoever signed the paper does not belong to the council any more. The faction or a member carry it on; when the days are over, the office can settle it.
take_over_still_there = A paper can be taken over only when everybody who signed it has left the council.
take_over_early = Until { $day } the faction and members can still take the paper over. After that the office can settle it.
take_over_late = The paper could be taken over until { $day }. Now the office decides.
desk_take_over = Papers without their author, to be taken over
desk_todo_take_over = Take the paper over
desk_orphan_until = Can be taken over until { $until }
desk_orphan_over = Could be taken over until { $until }
# Clocks that count back from a sitting.
notice_too_late = The paper came on { $submitted }. For the sitting on { $day } it would have had to be there on { $latest } at the latest. Please choose a later sitting.
clock_unit_working_days = { $amount ->
        [one] { $amount } working day
       *[other] { $amount } working days
    }
# Inhabitants and urgent papers.
own_name = in one's own name
also_urgent = Accepted as urgent by the office
urgent_unclaimed = The paper does not say why it is urgent, so there is nothing to accept. Please leave the field empty.
field_urgent = Urgency
field_urgent_yes = The paper is accepted as urgent
