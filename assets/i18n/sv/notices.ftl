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

# What carries an order out; what waits as it is.
order_carriers = Uppdraget verkställs genom
order_carries = Verkställer dessa uppdrag
order_carried_by_itself = Den handling som uppdraget följer av kan inte själv verkställa det.
order_carried_already = { $name } verkställer redan detta uppdrag.
order_carrier_unknown = Det finns ingen handling ”{ $name }” här som du kan se.
order_carrier_unnumbered = Handlingen har inget nummer än. Koppla den när den har fått ett.
field_order_paper = Ärende
field_order_paper_hint = Numret på det ärende som verkställer uppdraget.
order_done_carry = Ärendet är kopplat till uppdraget.
order_done_release = Kopplingen är borttagen.
event_carry = Uppdrag kopplat till ett ärende
event_release = Koppling till ett ärende borttagen
paper_locked = Ärendet är bordlagt tills { $body } tar upp det igen: till dess får handlingarna inte ändras och inga filer läggas till.
consultation_needs_version = Ärendet är återremitterat: det kan tas upp igen först när ett omarbetat förslag finns. En anteckning räcker inte.
consultation_next_sitting = Ärendet är bordlagt till nästa sammanträde, som är den { $day }, och kan inte skjutas till ett senare.
