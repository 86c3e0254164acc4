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
