-- Numbers that wait below a paper for one that does not exist yet: taken by it, or given up and never handed out again.
CREATE TABLE reserved_numbers (
    council TEXT NOT NULL,
    slug TEXT NOT NULL,
    reference TEXT NOT NULL,
    paper_id TEXT NOT NULL REFERENCES papers (id),
    kind TEXT NOT NULL,
    family_seq INTEGER,
    reserved_at TEXT NOT NULL,
    given_up_at TEXT,
    taken_by TEXT REFERENCES papers (id),
    PRIMARY KEY (council, slug)
);
CREATE INDEX reserved_numbers_paper ON reserved_numbers (paper_id);

-- Who coordinates an order beside its owner, and from which day on.
ALTER TABLE orders ADD COLUMN coordinator_id TEXT REFERENCES organizations (id);
ALTER TABLE orders ADD COLUMN coordinated_from DATE;
