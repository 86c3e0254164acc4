# Aufträge aus Beschlüssen: Ereignisse, Fehler, Seiten.
event_ordered = Aufträge aus dem Beschluss erteilt
fact_orders = Aufträge
order_date_needed = Nennen Sie einen Tag, oder schreiben Sie unter „Termin in Worten“, was statt eines Tages gilt (zum Beispiel „4. Quartal 2026“ oder „ohne Termin“).
order_reason_for_date = Der bisherige Termin ändert sich: Bitte begründen Sie das.
