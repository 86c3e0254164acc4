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
event_overdue_digest = Wochenliste der überschrittenen Fristen
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
# Labels of what belongs to an event.
fact_number = Nummer
fact_body = Gremium
fact_role = Zuständigkeit
fact_meeting = Sitzung
fact_place = Ort
fact_result = Ergebnis
fact_converted = Bisher
fact_department = Zuständiges Dezernat
fact_answer = Antwort
fact_people = Personen
fact_applicant = Beantragt von
fact_decider = Gewährt von
fact_old_due = Bisherige Frist
fact_due = Frist
fact_list = Vorlagen
fact_status = Status
# What comes next.
next_submitted = Das Büro prüft die Vorlage und lässt sie zu oder gibt sie mit Begründung zurück.
next_returned = Die Vorlage kann überarbeitet und erneut eingereicht werden.
next_admitted = Die Frist endet am { $due }.
next_scheduled = Nach der Sitzung wird das Ergebnis eingetragen.
next_deferred_clock = Die Vorlage bleibt offen. Die Frist läuft weiter: fällig am { $due }.
next_deferred = Die Vorlage bleibt offen und wird erneut beraten.
next_extended = Die Frist endet jetzt am { $due }.
next_due_soon = Die Frist endet am { $due }.
next_overdue = Die Frist endete am { $due }. Was aussteht, muss die zuständige Stelle nachholen oder begründet ablehnen, oder sie muss eine Verlängerung erwirken.
next_answered = Die Antwort steht bei jeder Frage.
next_handed_back = Das Büro legt die Zuständigkeit neu fest.
next_signed = Das Büro gibt die Antwort heraus.
