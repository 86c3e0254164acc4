-- How far a resolution got on its way to legal force, where the people have a say in it. A resolution without a row here
-- binds at once.
CREATE TABLE referendums (
    resolution_id TEXT PRIMARY KEY NOT NULL REFERENCES resolutions (id),
    council TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    vote TEXT NOT NULL,
    state TEXT NOT NULL,
    clock_id TEXT REFERENCES clocks (id),
    published_on DATE NOT NULL,
    requested_on DATE,
    signatures INTEGER,
    voters INTEGER,
    voted_on DATE,
    yes INTEGER,
    no INTEGER,
    settled_on DATE,
    version INTEGER NOT NULL
);
CREATE INDEX referendums_paper ON referendums (paper_id);
CREATE INDEX referendums_open ON referendums (council, state);
