-- Closed cases that were packed for the archive, each package with its bytes under their hash.
CREATE TABLE record_packages (
    id uuid PRIMARY KEY NOT NULL,
    council text NOT NULL,
    -- The first paper of the case.
    root_id uuid NOT NULL REFERENCES papers (id),
    made_at timestamptz NOT NULL,
    author text NOT NULL,
    sha256 text NOT NULL,
    -- Of the message within it.
    message_sha256 text NOT NULL,
    size bigint NOT NULL,
    -- The case's last event in it.
    last_event bigint NOT NULL,
    -- The event that says that it was made.
    event bigint NOT NULL
);
CREATE INDEX record_packages_root ON record_packages (root_id);
CREATE INDEX record_packages_sha256 ON record_packages (sha256);
