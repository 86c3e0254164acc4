-- Which account belongs to which person of an OpenID Connect provider: bound to issuer and subject, and to nothing else.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_account ON identities (account_id);
-- The followers of a paper are told piece by piece, in the order of their accounts.
DROP INDEX follows_paper;
CREATE INDEX follows_paper ON follows (paper_id, account_id);
-- What goes to many waits behind what somebody waits for: 0 before 1.
ALTER TABLE deliveries ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (state, rank, run_at, id);
CREATE INDEX deliveries_account ON deliveries (account_id);
