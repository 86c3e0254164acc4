-- How far a resolution got on its way to legal force, where the people have a say in it. A resolution without a row here
-- binds at once.
CREATE TABLE referendums (
    resolution_id uuid PRIMARY KEY NOT NULL REFERENCES resolutions (id),
    council text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    vote text NOT NULL,
    state text NOT NULL,
    clock_id uuid REFERENCES clocks (id),
    published_on date NOT NULL,
    requested_on date,
    signatures integer,
    voters integer,
    voted_on date,
    yes integer,
    no integer,
    settled_on date,
    version integer NOT NULL
);
CREATE INDEX referendums_paper ON referendums (paper_id);
CREATE INDEX referendums_open ON referendums (council, state);
