-- Closed cases that were packed for the archive, each package with its bytes under their hash.
CREATE TABLE record_packages (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    -- The first paper of the case.
    root_id TEXT NOT NULL REFERENCES papers (id),
    made_at TEXT NOT NULL,
    author TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    -- Of the message within it.
    message_sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    -- The case's last event in it.
    last_event BIGINT NOT NULL,
    -- The event that says that it was made.
    event BIGINT NOT NULL
);
CREATE INDEX record_packages_root ON record_packages (root_id);
CREATE INDEX record_packages_sha256 ON record_packages (sha256);
