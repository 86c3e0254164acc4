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
