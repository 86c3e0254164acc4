# The history: what happened, in the same words on the page and in mails.
event_create = Entwurf angelegt
event_edit = Entwurf bearbeitet
event_invite = Um Mitzeichnung gebeten
event_cosign = Mitgezeichnet
event_resume = Text wieder geöffnet, Mitzeichnungen aufgehoben
event_submit = Eingereicht
event_return = Zurückgegeben
event_admit = Zugelassen
event_assign = Zuständigkeit festgelegt
event_hand_back = Vom Dezernat an das Büro zurückgegeben
event_plan = Beratung vorgesehen
event_present = Der Leitung vorgelegt
event_sign = Gezeichnet
event_issue = Herausgegeben
event_withdraw = Zurückgezogen
event_schedule = Auf die Tagesordnung gesetzt
event_enter_result = Ergebnis eingetragen
event_deferred = Vertagt
event_extend = Frist verlängert
event_refuse = Antwort begründet abgelehnt
event_answered = Schriftlich beantwortet
event_due_soon = Frist läuft bald ab
event_overdue = Frist überschritten
event_overdue_digest = Wochenliste der überfälligen Antworten
event_council_applied = Einrichtung des Rates geändert
event_erased = Inhalt dieses Eintrags wurde gelöscht
# Where a paper stands on its way.
state_draft = Entwurf
state_cosigning = zur Mitzeichnung
state_submitted = eingereicht
state_returned = zurückgegeben
state_admitted = zugelassen
state_presented = der Leitung vorgelegt
state_signed = gezeichnet
state_issued = herausgegeben
state_withdrawn = zurückgezogen
# How open a paper is.
publicity_public = öffentlich
publicity_confidential = nicht öffentlich
publicity_internal = intern
# Clocks in words.
clock_unit_days = { $amount ->
        [one] { $amount } Tag
       *[other] { $amount } Tage
    }
clock_unit_weeks = { $amount ->
        [one] { $amount } Woche
       *[other] { $amount } Wochen
    }
clock_unit_months = { $amount ->
        [one] { $amount } Monat
       *[other] { $amount } Monate
    }
clock_unit_years = { $amount ->
        [one] { $amount } Jahr
       *[other] { $amount } Jahre
    }
clock_rule = { $start } + { $period }, { $basis } = { $due }
clock_rule_extended = { $start } + { $period }, { $basis } = { $first }, verlängert bis { $due }
clock_green = im Plan
clock_yellow = bald fällig
clock_red = überfällig
clock_fulfilled = erfüllt
clock_refused = begründet abgelehnt
clock_lapsed = entfallen
