# New documents on a published agenda, and papers whose signatories have left.
mail_what_updated = Zu einer Vorlage, die auf der Tagesordnung steht, gibt es neue Unterlagen.
mail_what_updated_replaced = Von einer Vorlage, die auf der Tagesordnung steht, gibt es eine neue Fassung. Beraten wird der neue Text; der bisherige bleibt nachlesbar.
mail_what_updated_file_added = Zu einer Vorlage, die auf der Tagesordnung steht, wurde etwas nachgereicht.
mail_what_updated_file_replaced = Bei einer Vorlage, die auf der Tagesordnung steht, wurde eine Datei durch eine neue Fassung ersetzt.
mail_what_orphaned = Wer diese Vorlage im eigenen Namen eingereicht hat, gehört dem Rat nicht mehr an. Die Fraktion oder eines ihrer Mitglieder kann sie bis zum genannten Tag übernehmen; danach kann das Büro sie abschließen.
mail_why_heir = Sie erhalten diese Nachricht, weil Ihre Fraktion die Vorlage übernehmen kann.
mail_why_office = Sie erhalten diese Nachricht, weil das Büro des Rates ({ $office }) über diesen Schritt unterrichtet wird.
event_orphaned = Verwaist: wartet auf Übernahme
fact_left_on = Letzter Tag im Rat
fact_take_over_until = Übernahme möglich bis
fact_files_also = Zugleich angefügt
