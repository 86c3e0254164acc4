# The kinds of paper beyond inquiry and answer: points, fields of their own, amendments, versions.
paper_points = Proposed decision
field_points = Proposed decision
field_values = Details
field_target_version = Version to be changed
field_target_place = Place to be changed
field_target_place_hint = For example: point 2, first sentence
paper_target = To be changed
paper_target_of = { $place } (version { $version })
paper_accepted_term = Taken over
paper_accepted = Taken over without a vote on { $day }
paper_would_circle = The paper would hang below itself. Please choose another paper to refer to.
draft_choose = Draft a paper
draft_choose_lead = Which kind of paper do you want to draft?
draft_point = Point { $number }
draft_points_hint = Each point is decided and carried out by itself. Empty rows fall away.
draft_add_point = Another point
draft_facts_hint_other = What it is about, and why.
value_yes = yes
value_no = no
value_remark = Remark
guard_occasion = The occasion is missing. Please name it.
guard_points = The proposed decision is missing. Please enter at least one point.
guard_fields = Some details are missing: { $label }. Please fill in these fields.
guard_parent_open = The paper that this one refers to is no longer under consultation.
guard_target = Please name the place to be changed, and choose a version that exists.
input_value = What was entered for “{ $label }” does not fit this field. Please choose from what is offered.
input_money = The amount for “{ $label }” is not a number. Please write it like 1500.00.
version_title = Version { $number }
version_frozen = Frozen on
version_compared = Compared with
version_others = Other versions
versions_title = Versions
compare_title = Changes in the wording
compare_to = Compared with
compare_legend = What falls away is struck through; what is new is underlined.
compare_same = unchanged
compare_gone = [removed:]
compare_new = [new:]
compare_end = [end]
done_draft_child = The draft has been made. Choose “Edit” to write its text.
done_accept = The amendment has been taken over. There will be no vote on it.
hint_draft_child = The draft begins with the title of the paper that it refers to. Until it is submitted, only your own organisation sees it.
event_accept = Amendment taken over
event_opined = The administration has given its opinion
event_reported = A report has been given
event_replaced = New version
event_settled = Settled with the paper
# Many at once.
bulk_title = { $kind }: file several
bulk_link = File several at once
bulk_lead = Each row that is filled in becomes a paper of its own and is submitted at once. Empty rows fall away. If something is missing, nothing is filed, and each row says what it lacks.
bulk_row = Row { $number }
bulk_points_hint = Separate several points by an empty line.
bulk_submit = Submit all
bulk_add = More rows
bulk_done = { $count ->
        [one] One paper has been submitted.
       *[other] { $count } papers have been submitted.
    }
bulk_empty = No row is filled in yet.
bulk_too_many = These are too many at once. At most { $limit } are possible.
bulk_admit_title = Admit several
bulk_admit_lead = The chosen papers are admitted together, all or none, and get their numbers.
bulk_choose = Paper
bulk_look = look
bulk_admit = Admit the chosen ones
bulk_admitted = { $count ->
        [one] One paper has been admitted.
       *[other] { $count } papers have been admitted.
    }
bulk_none = No such paper waits for admission now.
bulk_nothing_chosen = No paper is chosen. Please tick at least one.
guard_boxes = Nothing is ticked at “{ $label }”. Please tick at least one box.
guard_boxes_points = Nothing is ticked at “{ $label }”. Please tick at least one box: for the paper as a whole or for one of its points.
boxes_no_point = There is no point { $number }: the paper above has { $count } points. Please tick at one of its points.
boxes_numbered = “{ $label }” belongs to single points. Please tick it at the points that it belongs to.
boxes_whole = As a whole
boxes_point = On point { $number }
