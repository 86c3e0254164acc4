# The notice board: minutes that were approved, and until when can be appealed.
notice_board = Bekanntmachungen
notice_lead = Hier steht, welche Niederschriften genehmigt sind, wo sie aufbewahrt werden und bis wann gegen die Beschlüsse Rechtsmittel eingelegt werden können.
notice_rule = Rechtsmittelfrist: { $period } ab dem Tag des Aushangs, { $basis }.
notice_none = Zurzeit hängt nichts aus.
notice_body = Gremium
notice_sitting = Sitzung am
notice_paragraphs = Beschlüsse
notice_approved = Genehmigt am
notice_put_up = Ausgehängt am
notice_taken_down = Abgenommen am
notice_appeal = Rechtsmittel bis
notice_kept_at = Aufbewahrt bei
notice_minutes = Niederschrift
notice_minutes_of = Niederschrift vom
