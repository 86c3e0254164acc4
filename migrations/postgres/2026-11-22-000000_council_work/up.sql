-- A name that an organisation bore before; its own row holds the present one.
CREATE TABLE organization_names (
    id uuid PRIMARY KEY NOT NULL,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    name text NOT NULL,
    starts_on date,
    ends_on date
);
-- Who signs or acts in somebody's stead, for a time.
CREATE TABLE stand_ins (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    account_id uuid NOT NULL REFERENCES accounts (id),
    role text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    UNIQUE (organization_id, account_id, role, starts_on)
);
-- The bodies that sit together; the first is the meeting's own.
CREATE TABLE meeting_bodies (
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (meeting_id, organization_id)
);
CREATE TABLE agenda_items (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    parent_id uuid REFERENCES agenda_items (id),
    position integer NOT NULL,
    number text NOT NULL,
    public boolean NOT NULL,
    title text NOT NULL,
    public_title text NOT NULL,
    state text NOT NULL,
    late boolean NOT NULL,
    joint_id uuid REFERENCES agenda_items (id),
    note text NOT NULL,
    resolution_text text NOT NULL,
    added_at timestamptz NOT NULL,
    changed_at timestamptz,
    called_at timestamptz,
    version integer NOT NULL
);
CREATE TABLE attendances (
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    person_id uuid NOT NULL REFERENCES people (id),
    presence text NOT NULL,
    arrived_at timestamptz,
    left_at timestamptz,
    note text NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
);
-- A vote on an item: of the whole paper, of one point of it, or on a matter of procedure (then without a consultation).
CREATE TABLE votes (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    agenda_item_id uuid NOT NULL REFERENCES agenda_items (id),
    consultation_id uuid REFERENCES consultations (id),
    position integer NOT NULL,
    point integer,
    subject text NOT NULL,
    form text NOT NULL,
    yes integer NOT NULL,
    no integer NOT NULL,
    abstained integer NOT NULL,
    present integer NOT NULL,
    accepted boolean NOT NULL
);
CREATE TABLE ballots (
    vote_id uuid NOT NULL REFERENCES votes (id),
    person_id uuid NOT NULL REFERENCES people (id),
    choice text NOT NULL,
    PRIMARY KEY (vote_id, person_id)
);
CREATE TABLE minutes (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    state text NOT NULL,
    opening text NOT NULL,
    content text NOT NULL,
    nonpublic_content text NOT NULL,
    objections text NOT NULL,
    finished_at timestamptz,
    approved_on date,
    approved_at_id uuid REFERENCES meetings (id),
    version integer NOT NULL,
    UNIQUE (meeting_id)
);
-- The operative points of a paper (Beschlussvorschlag), numbered from 1.
CREATE TABLE points (
    id uuid PRIMARY KEY NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    number integer NOT NULL,
    content text NOT NULL,
    UNIQUE (paper_id, number)
);
-- What became of single points where they were voted on separately.
CREATE TABLE point_results (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    point integer NOT NULL,
    result_word text NOT NULL,
    result_class text,
    final_text text NOT NULL,
    PRIMARY KEY (consultation_id, point)
);
-- Departments that take part in a paper beside the responsible one.
CREATE TABLE paper_departments (
    paper_id uuid NOT NULL REFERENCES papers (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (paper_id, organization_id)
);
-- Which department answers which question, and since when its part is ready.
CREATE TABLE question_departments (
    question_id uuid NOT NULL REFERENCES questions (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    contributed_at timestamptz,
    PRIMARY KEY (question_id, organization_id)
);
-- Remarks within the administration; they never leave it.
CREATE TABLE notes (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    account_id uuid REFERENCES accounts (id),
    author text NOT NULL,
    content text NOT NULL,
    written_at timestamptz NOT NULL
);
-- Numbers that a paper had before, or elsewhere: they redirect.
CREATE TABLE aliases (
    council text NOT NULL,
    slug text NOT NULL,
    reference text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    since timestamptz NOT NULL,
    PRIMARY KEY (council, slug)
);
-- What was typed into a form and not sent yet, so that an expired session loses nothing.
CREATE TABLE autosaves (
    account_id uuid NOT NULL REFERENCES accounts (id),
    form text NOT NULL,
    content text NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, form)
);
-- A correction of a wrong entry: proposed by one person, confirmed by another.
CREATE TABLE corrections (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    subject text NOT NULL,
    proposal text NOT NULL,
    reason text NOT NULL,
    proposed_by uuid NOT NULL REFERENCES accounts (id),
    proposed_at timestamptz NOT NULL,
    state text NOT NULL,
    decided_by uuid REFERENCES accounts (id),
    decided_at timestamptz,
    version integer NOT NULL
);
-- What a body has decided.
CREATE TABLE resolutions (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    content text NOT NULL,
    decided_on date NOT NULL,
    class text NOT NULL
);
-- What follows from a resolution: who does what until when.
CREATE TABLE orders (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    resolution_id uuid REFERENCES resolutions (id),
    origin_id uuid REFERENCES orders (id),
    point integer,
    content text NOT NULL,
    owner_id uuid REFERENCES organizations (id),
    due_on date,
    due_note text NOT NULL,
    state text NOT NULL,
    public boolean NOT NULL,
    reason text NOT NULL,
    created_on date NOT NULL,
    closed_on date,
    closing_consultation_id uuid REFERENCES consultations (id),
    version integer NOT NULL
);
CREATE TABLE order_reports (
    id uuid PRIMARY KEY NOT NULL,
    order_id uuid NOT NULL REFERENCES orders (id),
    reported_on date NOT NULL,
    content text NOT NULL,
    expected_on date,
    proposes_done boolean NOT NULL,
    account_id uuid REFERENCES accounts (id),
    reporter text NOT NULL
);
-- The bytes in the file store, by their SHA-256: what no file refers to any more is swept.
CREATE TABLE blobs (
    sha256 text PRIMARY KEY NOT NULL,
    size bigint NOT NULL,
    stored_at timestamptz NOT NULL
);
CREATE TABLE files (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    paper_id uuid REFERENCES papers (id),
    meeting_id uuid REFERENCES meetings (id),
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL REFERENCES blobs (sha256),
    circle text NOT NULL,
    position integer NOT NULL,
    revision integer NOT NULL,
    replaces_id uuid REFERENCES files (id),
    replaced_at timestamptz,
    uploaded_by uuid REFERENCES accounts (id),
    uploaded_at timestamptz NOT NULL,
    late boolean NOT NULL,
    opening_by uuid REFERENCES accounts (id),
    opening_reason text NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_reason text NOT NULL,
    version integer NOT NULL
);

ALTER TABLE organizations ADD COLUMN successor_id uuid REFERENCES organizations (id);
ALTER TABLE organizations ADD COLUMN seats integer;
ALTER TABLE organizations ADD COLUMN nonpublic boolean NOT NULL DEFAULT false;
ALTER TABLE memberships ADD COLUMN voting boolean NOT NULL DEFAULT true;
ALTER TABLE memberships ADD COLUMN title text NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN ends_at timestamptz;
ALTER TABLE meetings ADD COLUMN name text NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN state text NOT NULL DEFAULT 'planned';
ALTER TABLE meetings ADD COLUMN video text NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN invited_at timestamptz;
ALTER TABLE meetings ADD COLUMN continues_id uuid REFERENCES meetings (id);
ALTER TABLE meetings ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN quorate boolean;
ALTER TABLE meetings ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE papers ADD COLUMN extra text NOT NULL DEFAULT '{}';
ALTER TABLE questions ADD COLUMN round integer NOT NULL DEFAULT 1;
ALTER TABLE consultations ADD COLUMN agenda_item_id uuid REFERENCES agenda_items (id);
ALTER TABLE consultations ADD COLUMN origin_id uuid REFERENCES consultations (id);
ALTER TABLE consultations ADD COLUMN created_on date;
ALTER TABLE consultations ADD COLUMN planned_for text NOT NULL DEFAULT '';
ALTER TABLE consultations ADD COLUMN authoritative boolean NOT NULL DEFAULT false;
ALTER TABLE consultations ADD COLUMN final_text text NOT NULL DEFAULT '';
ALTER TABLE consultations ADD COLUMN circle text NOT NULL DEFAULT 'public';

-- A clock may run again on the same paper (a follow-up question has its own): so its uniqueness takes in the round.
CREATE TABLE clocks_new (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    rule text NOT NULL,
    started_on date NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    closed_on date,
    fulfilled_by uuid REFERENCES papers (id),
    reason text NOT NULL,
    soon_warned_for date,
    overdue_warned_for date,
    version integer NOT NULL,
    round integer NOT NULL DEFAULT 1,
    stage integer NOT NULL DEFAULT 1,
    UNIQUE (paper_id, rule, round)
);
INSERT INTO clocks_new SELECT id, council, paper_id, rule, started_on, due_on, state, closed_on, fulfilled_by, reason, soon_warned_for, overdue_warned_for, version, 1, 1 FROM clocks;
CREATE TABLE extensions_new (
    id uuid PRIMARY KEY NOT NULL,
    clock_id uuid NOT NULL REFERENCES clocks_new (id),
    applicant text NOT NULL,
    decider text NOT NULL,
    decided_on date NOT NULL,
    old_due date NOT NULL,
    new_due date NOT NULL,
    reason text NOT NULL,
    late boolean NOT NULL,
    interim boolean NOT NULL DEFAULT false
);
INSERT INTO extensions_new SELECT id, clock_id, applicant, decider, decided_on, old_due, new_due, reason, late, false FROM extensions;
DROP TABLE extensions;
DROP TABLE clocks;
ALTER TABLE clocks_new RENAME TO clocks;
ALTER TABLE extensions_new RENAME TO extensions;
CREATE INDEX clocks_due ON clocks (council, state, due_on);
CREATE INDEX extensions_clock ON extensions (clock_id);

CREATE INDEX organization_names_organization ON organization_names (organization_id);
CREATE INDEX stand_ins_account ON stand_ins (account_id);
CREATE INDEX meeting_bodies_organization ON meeting_bodies (organization_id);
CREATE INDEX agenda_items_meeting ON agenda_items (meeting_id, position);
CREATE INDEX votes_item ON votes (agenda_item_id);
CREATE INDEX votes_consultation ON votes (consultation_id);
CREATE INDEX ballots_person ON ballots (person_id);
CREATE INDEX consultations_item ON consultations (agenda_item_id);
CREATE INDEX consultations_open ON consultations (council, state, organization_id);
CREATE INDEX notes_paper ON notes (paper_id);
CREATE INDEX aliases_paper ON aliases (paper_id);
CREATE INDEX corrections_paper ON corrections (paper_id);
CREATE INDEX corrections_state ON corrections (council, state);
CREATE INDEX resolutions_paper ON resolutions (paper_id);
CREATE INDEX orders_paper ON orders (paper_id);
CREATE INDEX orders_owner ON orders (owner_id);
CREATE INDEX orders_state ON orders (council, state, due_on, id);
CREATE INDEX orders_origin ON orders (origin_id);
CREATE INDEX order_reports_order ON order_reports (order_id);
CREATE INDEX files_subject ON files (subject_id);
CREATE INDEX files_paper ON files (paper_id);
CREATE INDEX files_meeting ON files (meeting_id);
CREATE INDEX files_sha256 ON files (sha256);
CREATE INDEX question_departments_organization ON question_departments (organization_id);
CREATE INDEX paper_departments_organization ON paper_departments (organization_id);
CREATE INDEX events_subject ON events (council, subject, seq);
CREATE INDEX minutes_approved_at ON minutes (approved_at_id);

-- Sittings with a result took place.
UPDATE meetings SET state = 'held' WHERE id IN (SELECT meeting_id FROM consultations WHERE state = 'concluded');
