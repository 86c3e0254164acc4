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
