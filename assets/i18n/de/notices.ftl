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

# What carries an order out; what waits as it is.
order_carriers = Dieser Auftrag wird ausgeführt durch
order_carries = Führt diese Aufträge aus
order_carried_by_itself = Die Vorlage, aus der der Auftrag folgt, kann ihn nicht ausführen.
order_carried_already = { $name } führt diesen Auftrag schon aus.
order_carrier_unknown = Es gibt hier keine Vorlage „{ $name }“, die Sie sehen.
order_carrier_unnumbered = Die Vorlage hat noch keine Nummer. Verknüpfen Sie sie, sobald sie eine hat.
field_order_paper = Vorlage
field_order_paper_hint = Nummer der Vorlage, mit der der Auftrag ausgeführt wird.
order_done_carry = Die Vorlage ist verknüpft.
order_done_release = Die Verknüpfung ist gelöst.
event_carry = Auftrag mit einer Vorlage verknüpft
event_release = Verknüpfung mit einer Vorlage gelöst
paper_locked = Diese Vorlage wartet unverändert, bis { $body } sie wieder behandelt: Bis dahin kommen weder ein neuer Text noch Dateien dazu.
consultation_needs_version = Zurückgegeben wurde die Vorlage selbst: Sie kann erst nach einer neuen Fassung wieder behandelt werden. Ein Vermerk genügt nicht.
consultation_next_sitting = Das ist auf die nächste Sitzung verschoben, die am { $day } ist, und kommt nicht erst in einer späteren dran.
