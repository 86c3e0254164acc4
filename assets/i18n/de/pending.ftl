# Who has a paper now and until when; who signed it; the steps that were taken.
pending_label = Liegt bei
pending_until = Frist bis
pending_sitting = { $name } (Sitzung vom { $day })
pending_submitter = einreichende Seite
pending_office = Ratsbüro
pending_department = zuständige Stelle der Verwaltung
pending_executive = Exekutive
pending_body = Gremium
pending_owner = umsetzende Stelle
pending_voters = Stimmberechtigte
signatories = { $count ->
        [one] { $first } und 1 mitunterzeichnende Person
       *[other] { $first } und { $count } Mitunterzeichnende
    }
