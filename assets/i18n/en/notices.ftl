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
