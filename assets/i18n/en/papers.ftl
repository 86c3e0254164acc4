# The paper's page.
paper_title = Paper - { $number }
paper_unnumbered = no number yet
paper_about = Concerning:
paper_number = Number
paper_subject = Subject
paper_occasion = Occasion
paper_status = Status
paper_kind = Kind of paper
paper_submitter = Submitted by
paper_author = Author
paper_none_yet = (still empty)
paper_consultations = Consultations
paper_consultations_none = No consultation is planned yet.
paper_consultation_open = (open)
paper_consultation_cancelled = cancelled
paper_body = Body
paper_role = Role
paper_date = Date
paper_place = Place
paper_result = Result
paper_facts = Facts
paper_questions = Questions
paper_questions_answered = Questions and answers
paper_answered_by = Answer from
paper_refused_by = Not answered, reason from
paper_refused_here = Not answered, reason:
paper_unanswered = No answer yet.
paper_clock = Time limit
paper_clock_due = Due on { $due }.
paper_clock_was_due = { $days ->
        [one] Was due on { $due }, one day ago.
       *[other] Was due on { $due }, { $days } days ago.
    }
paper_clock_fulfilled = Fulfilled on { $closed }.
paper_clock_refused = Refused on { $closed }.
paper_clock_lapsed = Lapsed on { $closed }.
paper_extension = Extended from { $old } to { $new }
paper_extension_who = Requested by { $applicant }, granted by { $decider } on { $day }
paper_extension_late = late
paper_lineage = Family of papers
paper_lineage_page = Family of papers on a page of its own
paper_family_count = { $count } papers belong together
paper_history = History
paper_reason = Reason
paper_next = What comes next
paper_signatures = Co-signatures
paper_signature_missing = not signed yet
paper_inside = Internal
paper_state = State
paper_responsible = Responsible
paper_responsible_nobody = nobody yet
paper_circle = Visible to
paper_text_version = Text version
circle_author = its authors
circle_office = its authors and the council office
circle_administration = the administration
circle_council = council and administration
circle_public = everybody
paper_follow_title = Stay informed
paper_follow_hint = You get an e-mail at every step. You can stop that at any time.
paper_following = You follow this paper and get an e-mail at every step.
paper_follow = Follow this paper
paper_unfollow = Stop following
paper_actions = What you can do
paper_actions_refused = Not possible now
# The family alone.
lineage_title = Family of papers
lineage_lead = { $count ->
        [one] No other paper belongs to { $number } yet.
       *[other] { $count } papers belong together, { $number } is one of them.
    }
lineage_heading_drawing = Drawing
lineage_heading_list = List
lineage_drawing = Family of { $number }
lineage_about = The same content stands on the page as a table or a list.
lineage_as_svg = As a picture (SVG)
lineage_as_json = As data (JSON)
lineage_back = Back to the paper
# What was just done.
done_follow = You follow this paper now.
done_unfollow = You no longer follow this paper.
