-- What was brought in from elsewhere, under the id that it has there: by it a second import knows what it has taken. The
-- record is kept as it came, so that nothing is lost that has no column of its own.
CREATE TABLE imports (
    council TEXT NOT NULL,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    paper_id uuid REFERENCES papers (id),
    meeting_id uuid REFERENCES meetings (id),
    digest TEXT NOT NULL,
    url TEXT NOT NULL,
    licence TEXT NOT NULL,
    record TEXT NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (council, source, external_id)
);
CREATE INDEX imports_paper ON imports (paper_id);
