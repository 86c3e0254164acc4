# Odd paths of papers and orders.
# Numbers that are kept for papers to come.
event_reserve_number = Number reserved
event_give_up_number = Reserved number given up
fact_reserved = Reserved number
done_reserve_number = The number is reserved. The paper to come gets exactly this number.
done_give_up_number = The number is given up. It stays unused.
hint_reserve_number = The next number below this paper is kept for a paper that does not exist yet. Only that the number is reserved is public.
hint_give_up_number = The number stays unused and is never handed out again.
guard_reserved = No number is reserved below this paper.
reserved_answer = reserved for the answer
reserved_for = reserved for: { $kind }
reserved_unused = not used
reserved_kind = { $count ->
        [0] No further number can be reserved below this paper: for each possible kind one is reserved already.
       *[other] Please choose the kind of paper for which the number is reserved: { $kinds }.
    }
reserved_none = { $count ->
        [0] No number is reserved below this paper.
       *[other] Please choose which number is given up. Numbers are reserved for: { $kinds }.
    }
reserved_elsewhere = The number { $reference } is reserved for another paper or was given up. Please check where the paper belongs.
# A referral without return.
next_referred_away = The bodies named go on with the paper. It does not come back to this body.
mail_what_decided_refer_away = The body has handed the paper over to other bodies. It does not come back to it.
# Who coordinates an order beside its owner.
event_coordinate = Coordinator of the order named
fact_coordinator = Coordinator
fact_coordinated_from = Coordinator from
fact_old_coordinator = Coordinator before
order_done_coordinate = The coordinator is named.
hint_order_coordinate = Whoever coordinates sees to it that the order fits with others; it is still carried out by its owner. Leave the field empty when nobody is to coordinate any more.
order_coordinator = Coordinator
order_coordinated_from = { $name }, from { $day }
tracking_coordinated = Coordinator:
field_order_coordinator = Coordinating organisation
field_order_from_on = From which day on
field_order_from_on_hint = From today when left empty.
order_same_coordinator = That is so already. Please choose another organisation or another day.
mail_what_coordinated = Who coordinates an order from a decision was named or changed.
# A new version of a paper whose way was half done.
paper_goes_on = This version goes on with { $number }: here are the consultations that were still ahead when it came.
# The outcome of a vote of the people that was entered wrongly.
event_vote_corrected = Outcome of the vote of the people corrected
force_not_voted = The people did not vote on this decision: there is no outcome to correct.
hint_force_correct_vote = Enter how the people really voted. It holds once a second person confirms the correction.
done_force_correct_vote = The correction is proposed. A second person has to confirm it.
