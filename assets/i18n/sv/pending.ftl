# Who has a paper now and until when; who signed it; the steps that were taken.
pending_label = Ligger hos
pending_until = Tidsfrist till
pending_sitting = { $name } (sammanträde den { $day })
pending_submitter = den som lämnade in det
pending_office = rådskansliet
pending_department = ansvarig förvaltning
pending_executive = den verkställande ledningen
pending_body = ett organ
pending_owner = den som verkställer beslutet
pending_voters = de röstberättigade
signatories = { $count ->
        [one] { $first } och 1 medundertecknare
       *[other] { $first } och { $count } medundertecknare
    }
