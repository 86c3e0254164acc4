# Orders that follow from decisions: events, faults, pages.
event_ordered = Orders given by the decision
fact_orders = Orders
order_date_needed = Name a day, or write under “Date in words” what holds in its place (for example “fourth quarter of 2026” or “no date”).
order_reason_for_date = The present date changes: please say why.
