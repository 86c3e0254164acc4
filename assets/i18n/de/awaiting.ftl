# Lists of what is pending, and of what was not decided in time.
awaiting_on = Stand vom
awaiting_paper = Vorlage
awaiting_raised = Eingebracht
awaiting_before = Liegt bei
awaiting_reason = Grund der Verzögerung
awaiting_none = An diesem Tag war nichts offen.
awaiting_count = Vorlagen: { $count }
awaiting_future = Für einen Tag, der noch kommt, gibt es keine Liste.
