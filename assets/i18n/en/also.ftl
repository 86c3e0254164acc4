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
