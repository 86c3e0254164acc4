# Odd paths of papers and orders.
# Numbers that are kept for papers to come.
event_reserve_number = Nummer reserviert
event_give_up_number = Reservierte Nummer aufgegeben
fact_reserved = Reservierte Nummer
done_reserve_number = Die Nummer ist reserviert. Die kommende Vorlage erhält genau diese Nummer.
done_give_up_number = Die Nummer ist aufgegeben. Sie bleibt unbenutzt.
hint_reserve_number = Die nächste Nummer unter dieser Vorlage wird für eine Vorlage freigehalten, die es noch nicht gibt. Öffentlich ist nur, dass die Nummer reserviert ist.
hint_give_up_number = Die Nummer bleibt unbenutzt und wird nie wieder vergeben.
guard_reserved = Unter dieser Vorlage ist keine Nummer reserviert.
reserved_answer = reserviert für die Antwort
reserved_for = reserviert für: { $kind }
reserved_unused = nicht benutzt
reserved_kind = { $count ->
        [0] Unter dieser Vorlage lässt sich keine weitere Nummer reservieren: Für jede mögliche Vorlage-Art ist schon eine reserviert.
       *[other] Bitte wählen Sie, für welche Vorlage-Art die Nummer reserviert wird: { $kinds }.
    }
reserved_none = { $count ->
        [0] Unter dieser Vorlage ist keine Nummer reserviert.
       *[other] Bitte wählen Sie, welche Nummer aufgegeben wird. Reserviert sind Nummern für: { $kinds }.
    }
reserved_elsewhere = Die Nummer { $reference } ist für eine andere Vorlage reserviert oder wurde aufgegeben. Bitte prüfen Sie, wozu die Vorlage gehört.
# A referral without return.
next_referred_away = Die genannten Gremien beraten die Vorlage weiter. In dieses Gremium kommt sie nicht zurück.
mail_what_decided_refer_away = Das Gremium hat die Vorlage an andere Gremien abgegeben. Sie kommt nicht zu ihm zurück.
# Who coordinates an order beside its owner.
event_coordinate = Koordination des Auftrags festgelegt
fact_coordinator = Koordination
fact_coordinated_from = Koordination ab
fact_old_coordinator = Bisherige Koordination
order_done_coordinate = Die Koordination ist festgelegt.
hint_order_coordinate = Wer koordiniert, stimmt den Auftrag mit anderen ab; ausgeführt wird er weiter von der zuständigen Stelle. Lassen Sie das Feld leer, wenn niemand mehr koordinieren soll.
order_coordinator = Koordination
order_coordinated_from = { $name }, ab { $day }
tracking_coordinated = Koordination:
field_order_coordinator = Koordinierende Stelle
field_order_from_on = Ab welchem Tag
field_order_from_on_hint = Ohne Angabe ab heute.
order_same_coordinator = Das ist schon so festgelegt. Bitte wählen Sie eine andere Stelle oder einen anderen Tag.
mail_what_coordinated = Wer einen Auftrag aus einem Beschluss koordiniert, wurde festgelegt oder geändert.
# A new version of a paper whose way was half done.
paper_goes_on = Diese Fassung setzt { $number } fort: Hier stehen die Beratungen, die noch ausstanden, als sie kam.
# The outcome of a vote of the people that was entered wrongly.
event_vote_corrected = Ergebnis der Volksabstimmung berichtigt
force_not_voted = Das Volk hat über diesen Beschluss nicht abgestimmt: Es gibt kein Ergebnis, das zu berichtigen wäre.
hint_force_correct_vote = Tragen Sie ein, wie wirklich abgestimmt wurde. Gültig wird es, wenn eine zweite Person die Berichtigung bestätigt.
done_force_correct_vote = Die Berichtigung ist vorgeschlagen. Eine zweite Person muss sie bestätigen.
