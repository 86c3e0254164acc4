# The desk: what waits because of sittings, and for a second person.
desk_correct = Corrections to confirm
desk_todo_correct = Check, then confirm or reject
desk_proposed = Proposed on { $at }: { $reason }
desk_open_file = Files that are to become public
desk_todo_open_file = Check, then open or decline
desk_opening = Uploaded on { $at }. Reason: { $reason }
desk_minutes_write = Minutes to finish
desk_todo_minutes_write = Write and finish the minutes
desk_minutes_approve = Minutes to be approved
desk_todo_minutes_approve = Enter the approval once a later sitting has given it
desk_minutes_next = The body meets after it on { $at }.
