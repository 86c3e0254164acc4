# Who has a paper now and until when; who signed it; the steps that were taken.
pending_label = With
pending_until = Due by
pending_sitting = { $name } (sitting of { $day })
pending_submitter = its submitters
pending_office = the council office
pending_department = the responsible department
pending_executive = the executive
pending_body = a body of the council
pending_owner = whoever carries it out
pending_voters = the voters
signatories = { $count ->
        [one] { $first } and 1 co-signatory
       *[other] { $first } and { $count } co-signatories
    }
