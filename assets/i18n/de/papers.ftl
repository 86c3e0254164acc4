# The paper's page.
paper_title = Vorlage - { $number }
paper_unnumbered = ohne Nummer
paper_about = Bezüglich:
paper_number = Nummer
paper_subject = Betreff
paper_occasion = Anlass
paper_status = Status
paper_kind = Vorlage-Art
paper_submitter = Einreicher
paper_author = Verfasser
paper_none_yet = (noch leer)
paper_consultations = Beratungsfolge
paper_consultations_none = Es ist noch keine Beratung vorgesehen.
paper_consultation_open = (offen)
paper_consultation_cancelled = abgesagt
paper_body = Gremium
paper_role = Zuständigkeit
paper_date = Datum
paper_place = Ort
paper_result = Ergebnis
paper_facts = Sachverhalt
paper_questions = Fragen
paper_questions_answered = Fragen und Antworten
paper_answered_by = Antwort aus
paper_refused_by = Nicht beantwortet, Begründung aus
paper_refused_here = Nicht beantwortet, Begründung:
paper_unanswered = Noch keine Antwort.
paper_clock = Frist
paper_clock_due = Fällig am { $due }.
paper_clock_was_due = { $days ->
        [one] War am { $due } fällig, seit einem Tag überschritten.
       *[other] War am { $due } fällig, seit { $days } Tagen überschritten.
    }
paper_clock_fulfilled = Erfüllt am { $closed }.
paper_clock_refused = Abgelehnt am { $closed }.
paper_clock_lapsed = Entfallen am { $closed }.
paper_extension = Verlängert vom { $old } auf den { $new }
paper_extension_who = Beantragt von { $applicant }, gewährt von { $decider } am { $day }
paper_extension_late = verspätet
paper_lineage = Stammbaum
paper_lineage_page = Stammbaum auf eigener Seite
paper_family_count = { $count } Vorlagen gehören zusammen
paper_history = Verlauf
paper_reason = Begründung
paper_next = Wie es weitergeht
paper_signatures = Mitzeichnung
paper_signature_missing = noch nicht gezeichnet
paper_inside = Intern
paper_state = Stand
paper_responsible = Zuständig
paper_responsible_nobody = noch niemand
paper_circle = Zu sehen für
paper_text_version = Fassung
circle_author = die eigene Stelle
circle_office = die eigene Stelle und das Büro
circle_administration = die Verwaltung
circle_council = Rat und Verwaltung
circle_public = alle
paper_follow_title = Auf dem Laufenden bleiben
paper_follow_hint = Bei jedem Schritt erhalten Sie eine E-Mail. Sie können das jederzeit beenden.
paper_following = Sie folgen dieser Vorlage und erhalten bei jedem Schritt eine E-Mail.
paper_follow = Vorlage folgen
paper_unfollow = Nicht mehr folgen
paper_actions = Was Sie tun können
paper_actions_refused = Zurzeit nicht möglich
# The family alone.
lineage_title = Stammbaum
lineage_lead = { $count ->
        [one] Zu { $number } gehört noch keine andere Vorlage.
       *[other] { $count } Vorlagen gehören zusammen, { $number } ist eine davon.
    }
lineage_heading_drawing = Zeichnung
lineage_heading_list = Liste
lineage_drawing = Stammbaum von { $number }
lineage_about = Derselbe Inhalt steht auf der Seite auch als Tabelle oder Liste.
lineage_as_svg = Als Bild (SVG)
lineage_as_json = Als Daten (JSON)
lineage_back = Zurück zur Vorlage
# What was just done.
done_follow = Sie folgen dieser Vorlage jetzt.
done_unfollow = Sie folgen dieser Vorlage nicht mehr.
