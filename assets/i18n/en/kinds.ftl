# The kinds of paper beyond inquiry and answer: points, fields of their own, amendments, versions.
paper_points = Proposed decision
field_points = Proposed decision
