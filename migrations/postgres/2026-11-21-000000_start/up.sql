-- What survives the process and belongs to no council: the demo's marker, the shift of the domain's clock.
CREATE TABLE settings (
    name text PRIMARY KEY NOT NULL,
    value text NOT NULL
);
-- One row a council: the head of its event chain. Locking this row is what keeps the sequence free of gaps.
CREATE TABLE councils (
    slug text PRIMARY KEY NOT NULL,
    last_event bigint NOT NULL,
    last_hash text NOT NULL,
    file_hash text NOT NULL
);
-- Every council file under which an event was ever written, so that a rule can be looked up years later.
CREATE TABLE council_files (
    hash text PRIMARY KEY NOT NULL,
    council text NOT NULL,
    content text NOT NULL,
    first_used_at timestamptz NOT NULL
);
CREATE TABLE terms (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    name text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    UNIQUE (council, name)
);
CREATE TABLE organizations (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    parent_id uuid REFERENCES organizations (id),
    email text,
    place text,
    starts_on date,
    ends_on date,
    UNIQUE (council, key)
);
CREATE TABLE people (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    UNIQUE (council, key)
);
CREATE TABLE memberships (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    person_id uuid NOT NULL REFERENCES people (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    role text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    UNIQUE (person_id, organization_id, role, starts_on)
);
CREATE TABLE accounts (
    id uuid PRIMARY KEY NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    person_id uuid REFERENCES people (id),
    password_hash text,
    language text NOT NULL,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    password_changed_at timestamptz,
    UNIQUE (email)
);
-- What an account may do, and for which organisation.
CREATE TABLE grants (
    id uuid PRIMARY KEY NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id),
    council text NOT NULL,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    role text NOT NULL,
    UNIQUE (account_id, organization_id, role)
);
CREATE TABLE sessions (
    id uuid PRIMARY KEY NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id),
    kind text NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE TABLE refresh_tokens (
    id uuid PRIMARY KEY NOT NULL,
    session_id uuid NOT NULL REFERENCES sessions (id),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE TABLE account_tokens (
    id uuid PRIMARY KEY NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id),
    purpose text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE TABLE idempotency_keys (
    account_id uuid NOT NULL REFERENCES accounts (id),
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
CREATE TABLE counters (
    council text NOT NULL,
    key text NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (council, key)
);
CREATE TABLE papers (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    kind text NOT NULL,
    entry text NOT NULL,
    reference text,
    slug text,
    term text,
    root_id uuid NOT NULL REFERENCES papers (id),
    parent_id uuid REFERENCES papers (id),
    parent_reference text,
    family_seq integer,
    title text NOT NULL,
    folded text NOT NULL,
    occasion text NOT NULL,
    facts text NOT NULL,
    submitter text NOT NULL,
    submitter_id uuid REFERENCES organizations (id),
    author_id uuid NOT NULL REFERENCES organizations (id),
    responsible_id uuid REFERENCES organizations (id),
    confidential boolean NOT NULL,
    circle text NOT NULL,
    status text NOT NULL,
    version integer NOT NULL,
    text_version integer NOT NULL,
    last_event bigint NOT NULL,
    created_by uuid REFERENCES accounts (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    submitted_on date,
    admitted_on date,
    issued_on date,
    UNIQUE (council, slug)
);
CREATE TABLE paper_versions (
    id uuid PRIMARY KEY NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    number integer NOT NULL,
    content text NOT NULL,
    frozen_at timestamptz NOT NULL,
    UNIQUE (paper_id, number)
);
CREATE TABLE questions (
    id uuid PRIMARY KEY NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    number integer NOT NULL,
    content text NOT NULL,
    UNIQUE (paper_id, number)
);
-- What an answering paper says to one question: an answer, or a refusal with its reason.
CREATE TABLE answers (
    id uuid PRIMARY KEY NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    question_id uuid NOT NULL REFERENCES questions (id),
    content text NOT NULL,
    refusal text NOT NULL,
    UNIQUE (paper_id, question_id)
);
CREATE TABLE signatures (
    paper_id uuid NOT NULL REFERENCES papers (id),
    person_id uuid NOT NULL REFERENCES people (id),
    invited_at timestamptz NOT NULL,
    signed_at timestamptz,
    PRIMARY KEY (paper_id, person_id)
);
CREATE TABLE meetings (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    starts_at timestamptz NOT NULL,
    place text NOT NULL,
    UNIQUE (organization_id, starts_at)
);
CREATE TABLE consultations (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    role text NOT NULL,
    position integer NOT NULL,
    meeting_id uuid REFERENCES meetings (id),
    state text NOT NULL,
    result_word text,
    result_class text,
    note text NOT NULL,
    version integer NOT NULL,
    UNIQUE (paper_id, position)
);
CREATE TABLE clocks (
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
    UNIQUE (paper_id, rule)
);
CREATE TABLE extensions (
    id uuid PRIMARY KEY NOT NULL,
    clock_id uuid NOT NULL REFERENCES clocks (id),
    applicant text NOT NULL,
    decider text NOT NULL,
    decided_on date NOT NULL,
    old_due date NOT NULL,
    new_due date NOT NULL,
    reason text NOT NULL,
    late boolean NOT NULL
);
CREATE TABLE follows (
    account_id uuid NOT NULL REFERENCES accounts (id),
    paper_id uuid NOT NULL REFERENCES papers (id),
    since timestamptz NOT NULL,
    PRIMARY KEY (account_id, paper_id)
);
-- The append-only history, one hash chain a council. Payload and salt may be erased; the commitment stays.
CREATE TABLE events (
    council text NOT NULL,
    seq bigint NOT NULL,
    happened_at timestamptz NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    paper_id uuid,
    subject text NOT NULL,
    circle text NOT NULL,
    file_hash text NOT NULL,
    payload text,
    salt text,
    commitment text NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (council, seq)
);
CREATE TABLE queue (
    id uuid PRIMARY KEY NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    attempts integer NOT NULL,
    run_at timestamptz NOT NULL,
    state text NOT NULL,
    error text,
    created_at timestamptz NOT NULL
);
-- The log of mails: one row for each mail that was to be sent, with what became of it.
CREATE TABLE deliveries (
    id uuid PRIMARY KEY NOT NULL,
    council text,
    event_seq bigint,
    account_id uuid REFERENCES accounts (id),
    organization_id uuid REFERENCES organizations (id),
    address text NOT NULL,
    language text NOT NULL,
    template text NOT NULL,
    reason text NOT NULL,
    payload text NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    run_at timestamptz NOT NULL,
    message_id text,
    error text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
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
