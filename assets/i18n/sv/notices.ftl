# The notice board: minutes that were approved, and until when can be appealed.
notice_board = Anslagstavla
notice_lead = Här tillkännages vilka protokoll som har justerats, var de förvaras och till och med när besluten kan överklagas.
notice_rule = Överklagandetid: { $period } från den dag då justeringen tillkännagavs, { $basis }.
notice_none = Just nu finns inget anslag på tavlan.
notice_body = Organ
notice_sitting = Sammanträdesdatum
notice_paragraphs = Paragrafer
notice_approved = Justerat
notice_put_up = Anslaget sätts upp
notice_taken_down = Anslaget tas ned
notice_appeal = Överklagas senast
notice_kept_at = Protokollet förvaras
notice_minutes = Protokoll
notice_minutes_of = Protokoll från
