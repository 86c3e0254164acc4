# New documents on a published agenda, and papers whose signatories have left.
mail_what_updated = There are new documents on a paper that is on the agenda.
mail_what_updated_replaced = There is a new version of a paper that is on the agenda. The new text is dealt with; the earlier one stays readable.
mail_what_updated_file_added = A further document was handed in for a paper that is on the agenda.
mail_what_updated_file_replaced = A file of a paper that is on the agenda was replaced by a new version.
mail_what_orphaned = Whoever filed this paper in their own name no longer belongs to the council. The faction or one of its members can take it over until the day named; after that the office can settle it.
mail_why_heir = You get this message because your faction can take the paper over.
mail_why_office = You get this message because the council office ({ $office }) is told of this step.
event_orphaned = Left behind: waits to be taken over
fact_left_on = Last day in the council
fact_take_over_until = Can be taken over until
fact_files_also = Attached at the same time
