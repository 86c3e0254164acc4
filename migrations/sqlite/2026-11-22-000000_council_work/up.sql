-- A name that an organisation bore before; its own row holds the present one.
CREATE TABLE organization_names (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    starts_on DATE,
    ends_on DATE
);
-- Who signs or acts in somebody's stead, for a time.
CREATE TABLE stand_ins (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    UNIQUE (organization_id, account_id, role, starts_on)
);
-- The bodies that sit together; the first is the meeting's own.
CREATE TABLE meeting_bodies (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (meeting_id, organization_id)
);
CREATE TABLE agenda_items (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    parent_id TEXT REFERENCES agenda_items (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    title TEXT NOT NULL,
    public_title TEXT NOT NULL,
    state TEXT NOT NULL,
    late BOOLEAN NOT NULL,
    joint_id TEXT REFERENCES agenda_items (id),
    note TEXT NOT NULL,
    resolution_text TEXT NOT NULL,
    added_at TEXT NOT NULL,
    changed_at TEXT,
    called_at TEXT,
    version INTEGER NOT NULL
);
CREATE TABLE attendances (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    presence TEXT NOT NULL,
    arrived_at TEXT,
    left_at TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
);
-- A vote on an item: of the whole paper, of one point of it, or on a matter of procedure (then without a consultation).
CREATE TABLE votes (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    agenda_item_id TEXT NOT NULL REFERENCES agenda_items (id),
    consultation_id TEXT REFERENCES consultations (id),
    position INTEGER NOT NULL,
    point INTEGER,
    subject TEXT NOT NULL,
    form TEXT NOT NULL,
    yes INTEGER NOT NULL,
    no INTEGER NOT NULL,
    abstained INTEGER NOT NULL,
    present INTEGER NOT NULL,
    accepted BOOLEAN NOT NULL
);
CREATE TABLE ballots (
    vote_id TEXT NOT NULL REFERENCES votes (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    choice TEXT NOT NULL,
    PRIMARY KEY (vote_id, person_id)
);
CREATE TABLE minutes (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    state TEXT NOT NULL,
    opening TEXT NOT NULL,
    content TEXT NOT NULL,
    nonpublic_content TEXT NOT NULL,
    objections TEXT NOT NULL,
    finished_at TEXT,
    approved_on DATE,
    approved_at_id TEXT REFERENCES meetings (id),
    version INTEGER NOT NULL,
    UNIQUE (meeting_id)
);
-- The operative points of a paper (Beschlussvorschlag), numbered from 1.
CREATE TABLE points (
    id TEXT PRIMARY KEY NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (paper_id, number)
);
-- What became of single points where they were voted on separately.
CREATE TABLE point_results (
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    point INTEGER NOT NULL,
    result_word TEXT NOT NULL,
    result_class TEXT,
    final_text TEXT NOT NULL,
    PRIMARY KEY (consultation_id, point)
);
-- Departments that take part in a paper beside the responsible one.
CREATE TABLE paper_departments (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (paper_id, organization_id)
);
-- Which department answers which question, and since when its part is ready.
CREATE TABLE question_departments (
    question_id TEXT NOT NULL REFERENCES questions (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    contributed_at TEXT,
    PRIMARY KEY (question_id, organization_id)
);
-- Remarks within the administration; they never leave it.
CREATE TABLE notes (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    account_id TEXT REFERENCES accounts (id),
    author TEXT NOT NULL,
    content TEXT NOT NULL,
    written_at TEXT NOT NULL
);
-- Numbers that a paper had before, or elsewhere: they redirect.
CREATE TABLE aliases (
    council TEXT NOT NULL,
    slug TEXT NOT NULL,
    reference TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    since TEXT NOT NULL,
    PRIMARY KEY (council, slug)
);
-- What was typed into a form and not sent yet, so that an expired session loses nothing.
CREATE TABLE autosaves (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (account_id, form)
);
-- A correction of a wrong entry: proposed by one person, confirmed by another.
CREATE TABLE corrections (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    subject TEXT NOT NULL,
    proposal TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES accounts (id),
    proposed_at TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT REFERENCES accounts (id),
    decided_at TEXT,
    version INTEGER NOT NULL
);
-- What a body has decided.
CREATE TABLE resolutions (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    consultation_id TEXT NOT NULL REFERENCES consultations (id),
    content TEXT NOT NULL,
    decided_on DATE NOT NULL,
    class TEXT NOT NULL
);
-- What follows from a resolution: who does what until when.
CREATE TABLE orders (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    resolution_id TEXT REFERENCES resolutions (id),
    origin_id TEXT REFERENCES orders (id),
    point INTEGER,
    content TEXT NOT NULL,
    owner_id TEXT REFERENCES organizations (id),
    due_on DATE,
    due_note TEXT NOT NULL,
    state TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    created_on DATE NOT NULL,
    closed_on DATE,
    closing_consultation_id TEXT REFERENCES consultations (id),
    version INTEGER NOT NULL
);
CREATE TABLE order_reports (
    id TEXT PRIMARY KEY NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id),
    reported_on DATE NOT NULL,
    content TEXT NOT NULL,
    expected_on DATE,
    proposes_done BOOLEAN NOT NULL,
    account_id TEXT REFERENCES accounts (id),
    reporter TEXT NOT NULL
);
-- The bytes in the file store, by their SHA-256: what no file refers to any more is swept.
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY NOT NULL,
    size BIGINT NOT NULL,
    stored_at TEXT NOT NULL
);
CREATE TABLE files (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    paper_id TEXT REFERENCES papers (id),
    meeting_id TEXT REFERENCES meetings (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    circle TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    replaces_id TEXT REFERENCES files (id),
    replaced_at TEXT,
    uploaded_by TEXT REFERENCES accounts (id),
    uploaded_at TEXT NOT NULL,
    late BOOLEAN NOT NULL,
    opening_by TEXT REFERENCES accounts (id),
    opening_reason TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_reason TEXT NOT NULL,
    version INTEGER NOT NULL
);

ALTER TABLE organizations ADD COLUMN successor_id TEXT REFERENCES organizations (id);
ALTER TABLE organizations ADD COLUMN seats INTEGER;
ALTER TABLE organizations ADD COLUMN nonpublic BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE memberships ADD COLUMN voting BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE memberships ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN ends_at TEXT;
ALTER TABLE meetings ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN state TEXT NOT NULL DEFAULT 'planned';
ALTER TABLE meetings ADD COLUMN video TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN invited_at TEXT;
ALTER TABLE meetings ADD COLUMN continues_id TEXT REFERENCES meetings (id);
ALTER TABLE meetings ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN quorate BOOLEAN;
ALTER TABLE meetings ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE papers ADD COLUMN extra TEXT NOT NULL DEFAULT '{}';
ALTER TABLE questions ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
ALTER TABLE consultations ADD COLUMN agenda_item_id TEXT REFERENCES agenda_items (id);
ALTER TABLE consultations ADD COLUMN origin_id TEXT REFERENCES consultations (id);
ALTER TABLE consultations ADD COLUMN created_on DATE;
ALTER TABLE consultations ADD COLUMN planned_for TEXT NOT NULL DEFAULT '';
ALTER TABLE consultations ADD COLUMN authoritative BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE consultations ADD COLUMN final_text TEXT NOT NULL DEFAULT '';
ALTER TABLE consultations ADD COLUMN circle TEXT NOT NULL DEFAULT 'public';

-- A clock may run again on the same paper (a follow-up question has its own): so its uniqueness takes in the round.
CREATE TABLE clocks_new (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    rule TEXT NOT NULL,
    started_on DATE NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    closed_on DATE,
    fulfilled_by TEXT REFERENCES papers (id),
    reason TEXT NOT NULL,
    soon_warned_for DATE,
    overdue_warned_for DATE,
    version INTEGER NOT NULL,
    round INTEGER NOT NULL DEFAULT 1,
    stage INTEGER NOT NULL DEFAULT 1,
    UNIQUE (paper_id, rule, round)
);
INSERT INTO clocks_new SELECT id, council, paper_id, rule, started_on, due_on, state, closed_on, fulfilled_by, reason, soon_warned_for, overdue_warned_for, version, 1, 1 FROM clocks;
CREATE TABLE extensions_new (
    id TEXT PRIMARY KEY NOT NULL,
    clock_id TEXT NOT NULL REFERENCES clocks_new (id),
    applicant TEXT NOT NULL,
    decider TEXT NOT NULL,
    decided_on DATE NOT NULL,
    old_due DATE NOT NULL,
    new_due DATE NOT NULL,
    reason TEXT NOT NULL,
    late BOOLEAN NOT NULL,
    interim BOOLEAN NOT NULL DEFAULT false
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
