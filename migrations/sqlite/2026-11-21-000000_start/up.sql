-- What survives the process and belongs to no council: the demo's marker, the shift of the domain's clock.
CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
-- One row a council: the head of its event chain. Locking this row is what keeps the sequence free of gaps.
CREATE TABLE councils (
    slug TEXT PRIMARY KEY NOT NULL,
    last_event BIGINT NOT NULL,
    last_hash TEXT NOT NULL,
    file_hash TEXT NOT NULL
);
-- Every council file under which an event was ever written, so that a rule can be looked up years later.
CREATE TABLE council_files (
    hash TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    content TEXT NOT NULL,
    first_used_at TEXT NOT NULL
);
CREATE TABLE terms (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    UNIQUE (council, name)
);
CREATE TABLE organizations (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id TEXT REFERENCES organizations (id),
    email TEXT,
    place TEXT,
    starts_on DATE,
    ends_on DATE,
    UNIQUE (council, key)
);
CREATE TABLE people (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (council, key)
);
CREATE TABLE memberships (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    role TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    UNIQUE (person_id, organization_id, role, starts_on)
);
CREATE TABLE accounts (
    id TEXT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id TEXT REFERENCES people (id),
    password_hash TEXT,
    language TEXT NOT NULL,
    disabled_at TEXT,
    created_at TEXT NOT NULL,
    password_changed_at TEXT,
    UNIQUE (email)
);
-- What an account may do, and for which organisation.
CREATE TABLE grants (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    council TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    role TEXT NOT NULL,
    UNIQUE (account_id, organization_id, role)
);
CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT
);
CREATE TABLE refresh_tokens (
    id TEXT PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    expires_at TEXT NOT NULL,
    used_at TEXT
);
CREATE TABLE account_tokens (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
);
CREATE TABLE idempotency_keys (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (account_id, key)
);
CREATE TABLE counters (
    council TEXT NOT NULL,
    key TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (council, key)
);
CREATE TABLE papers (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    kind TEXT NOT NULL,
    entry TEXT NOT NULL,
    reference TEXT,
    slug TEXT,
    term TEXT,
    root_id TEXT NOT NULL REFERENCES papers (id),
    parent_id TEXT REFERENCES papers (id),
    parent_reference TEXT,
    family_seq INTEGER,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    occasion TEXT NOT NULL,
    facts TEXT NOT NULL,
    submitter TEXT NOT NULL,
    submitter_id TEXT REFERENCES organizations (id),
    author_id TEXT NOT NULL REFERENCES organizations (id),
    responsible_id TEXT REFERENCES organizations (id),
    confidential BOOLEAN NOT NULL,
    circle TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    text_version INTEGER NOT NULL,
    last_event BIGINT NOT NULL,
    created_by TEXT REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    submitted_on DATE,
    admitted_on DATE,
    issued_on DATE,
    UNIQUE (council, slug)
);
CREATE TABLE paper_versions (
    id TEXT PRIMARY KEY NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    UNIQUE (paper_id, number)
);
CREATE TABLE questions (
    id TEXT PRIMARY KEY NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (paper_id, number)
);
-- What an answering paper says to one question: an answer, or a refusal with its reason.
CREATE TABLE answers (
    id TEXT PRIMARY KEY NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    question_id TEXT NOT NULL REFERENCES questions (id),
    content TEXT NOT NULL,
    refusal TEXT NOT NULL,
    UNIQUE (paper_id, question_id)
);
CREATE TABLE signatures (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    invited_at TEXT NOT NULL,
    signed_at TEXT,
    PRIMARY KEY (paper_id, person_id)
);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    starts_at TEXT NOT NULL,
    place TEXT NOT NULL,
    UNIQUE (organization_id, starts_at)
);
CREATE TABLE consultations (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    meeting_id TEXT REFERENCES meetings (id),
    state TEXT NOT NULL,
    result_word TEXT,
    result_class TEXT,
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (paper_id, position)
);
CREATE TABLE clocks (
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
    UNIQUE (paper_id, rule)
);
CREATE TABLE extensions (
    id TEXT PRIMARY KEY NOT NULL,
    clock_id TEXT NOT NULL REFERENCES clocks (id),
    applicant TEXT NOT NULL,
    decider TEXT NOT NULL,
    decided_on DATE NOT NULL,
    old_due DATE NOT NULL,
    new_due DATE NOT NULL,
    reason TEXT NOT NULL,
    late BOOLEAN NOT NULL
);
CREATE TABLE follows (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    paper_id TEXT NOT NULL REFERENCES papers (id),
    since TEXT NOT NULL,
    PRIMARY KEY (account_id, paper_id)
);
-- The append-only history, one hash chain a council. Payload and salt may be erased; the commitment stays.
CREATE TABLE events (
    council TEXT NOT NULL,
    seq BIGINT NOT NULL,
    happened_at TEXT NOT NULL,
    actor_id TEXT,
    action TEXT NOT NULL,
    paper_id TEXT,
    subject TEXT NOT NULL,
    circle TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    payload TEXT,
    salt TEXT,
    commitment TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (council, seq)
);
CREATE TABLE queue (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    run_at TEXT NOT NULL,
    state TEXT NOT NULL,
    error TEXT,
    created_at TEXT NOT NULL
);
-- The log of mails: one row for each mail that was to be sent, with what became of it.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT,
    event_seq BIGINT,
    account_id TEXT REFERENCES accounts (id),
    organization_id TEXT REFERENCES organizations (id),
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    template TEXT NOT NULL,
    reason TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    run_at TEXT NOT NULL,
    message_id TEXT,
    error TEXT,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    UNIQUE (council, event_seq, address)
);

CREATE INDEX papers_newest ON papers (council, circle, updated_at, id);
CREATE INDEX papers_list ON papers (council, updated_at, id);
CREATE INDEX papers_reference ON papers (council, reference);
CREATE INDEX papers_root ON papers (root_id);
CREATE INDEX papers_parent ON papers (parent_id);
CREATE INDEX papers_parent_reference ON papers (council, parent_reference);
CREATE INDEX papers_author ON papers (author_id);
CREATE INDEX papers_submitter ON papers (submitter_id);
CREATE INDEX papers_responsible ON papers (responsible_id);
CREATE INDEX papers_status ON papers (council, status, updated_at, id);
CREATE INDEX papers_kind ON papers (council, kind, updated_at, id);
CREATE INDEX signatures_person ON signatures (person_id);
CREATE INDEX consultations_meeting ON consultations (meeting_id);
CREATE INDEX meetings_start ON meetings (council, starts_at);
CREATE INDEX clocks_due ON clocks (council, state, due_on);
CREATE INDEX extensions_clock ON extensions (clock_id);
CREATE INDEX events_paper ON events (paper_id, seq);
CREATE INDEX grants_organization ON grants (organization_id);
CREATE INDEX grants_council ON grants (council, role);
CREATE INDEX follows_paper ON follows (paper_id);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX queue_due ON queue (state, run_at);
CREATE INDEX deliveries_due ON deliveries (state, run_at);
CREATE INDEX memberships_organization ON memberships (organization_id);
CREATE INDEX answers_question ON answers (question_id);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
CREATE INDEX account_tokens_account ON account_tokens (account_id);
