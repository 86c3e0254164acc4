-- Numbers that wait below a paper for one that does not exist yet: taken by it, or given up and never handed out again.
CREATE TABLE reserved_numbers (
    council text NOT NULL,
    slug text NOT NULL,
    reference text NOT NULL,
    paper_id uuid NOT NULL REFERENCES papers (id),
    kind text NOT NULL,
    family_seq integer,
    reserved_at timestamptz NOT NULL,
    given_up_at timestamptz,
    taken_by uuid REFERENCES papers (id),
    PRIMARY KEY (council, slug)
);
CREATE INDEX reserved_numbers_paper ON reserved_numbers (paper_id);

-- Who coordinates an order beside its owner, and from which day on.
ALTER TABLE orders ADD COLUMN coordinator_id uuid REFERENCES organizations (id);
ALTER TABLE orders ADD COLUMN coordinated_from date;
