-- A body may be called together again for the hour of a sitting that was cancelled. SQLite changes no constraint of a
-- table: it is written anew, without foreign keys being looked at meanwhile, which no transaction may switch.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
CREATE TABLE meetings_anew (
    id TEXT PRIMARY KEY NOT NULL,
    council TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    starts_at TEXT NOT NULL,
    place TEXT NOT NULL,
    ends_at TEXT,
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'planned',
    video TEXT NOT NULL DEFAULT '',
    invited_at TEXT,
    continues_id TEXT REFERENCES meetings (id),
    reason TEXT NOT NULL DEFAULT '',
    quorate BOOLEAN,
    version INTEGER NOT NULL DEFAULT 1
);
INSERT INTO meetings_anew (id, council, organization_id, starts_at, place, ends_at, name, state, video, invited_at,
        continues_id, reason, quorate, version)
    SELECT id, council, organization_id, starts_at, place, ends_at, name, state, video, invited_at,
        continues_id, reason, quorate, version FROM meetings;
DROP TABLE meetings;
ALTER TABLE meetings_anew RENAME TO meetings;
CREATE INDEX meetings_start ON meetings (council, starts_at);
CREATE UNIQUE INDEX meetings_hour ON meetings (organization_id, starts_at) WHERE state <> 'cancelled';
COMMIT;
PRAGMA foreign_keys = ON;
