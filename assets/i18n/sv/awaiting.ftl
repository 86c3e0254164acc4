# Lists of what is pending, and of what was not decided in time.
awaiting_on = Läget den
awaiting_paper = Ärende
awaiting_raised = Väckt
awaiting_before = Ligger hos
awaiting_reason = Orsak till dröjsmålet
awaiting_none = Inget ärende var under beredning den dagen.
awaiting_count = Antal: { $count }
awaiting_future = Det går inte att ta fram en lista för en dag som inte har varit än.
