# The notice board: minutes that were approved, and until when can be appealed.
notice_board = Notice board
notice_lead = Which minutes were approved, where they are kept, and until when the decisions can be appealed against.
notice_rule = Period for appeals: { $period } from the day of the notice, { $basis }.
notice_none = Nothing is on the notice board at present.
notice_body = Body
notice_sitting = Sitting on
notice_paragraphs = Decisions
notice_approved = Approved on
notice_put_up = Put up on
notice_taken_down = Taken down on
notice_appeal = Appeals until
notice_kept_at = Kept at
notice_minutes = Minutes
notice_minutes_of = Minutes of

# What carries an order out; what waits as it is.
order_carriers = This order is carried out by
order_carries = Carries out these orders
order_carried_by_itself = The paper from which the order follows cannot carry it out.
order_carried_already = { $name } carries out this order already.
order_carrier_unknown = There is no paper "{ $name }" here that you can see.
order_carrier_unnumbered = The paper has no number yet. Link it as soon as it has one.
field_order_paper = Paper
field_order_paper_hint = Number of the paper that carries out the order.
order_done_carry = The paper is linked.
order_done_release = The link is taken away.
event_carry = Order linked to a paper
event_release = Link to a paper taken away
paper_locked = This paper waits as it is until { $body } deals with it again: until then neither a new text nor files are added.
consultation_needs_version = The paper itself was sent back: it can only be dealt with again after a new version. A remark is not enough.
consultation_next_sitting = This was put off to the next sitting, which is on { $day }, and does not wait for a later one.
