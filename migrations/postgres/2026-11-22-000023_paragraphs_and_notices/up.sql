-- The numbers of decisions (§ 45): counted by body and calendar year, never given twice.
CREATE TABLE paragraphs (
    agenda_item_id uuid NOT NULL REFERENCES agenda_items (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    year integer NOT NULL,
    number integer NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (agenda_item_id, organization_id),
    UNIQUE (organization_id, year, number)
);
CREATE INDEX paragraphs_meeting ON paragraphs (meeting_id);

-- Who approved minutes by signing them.
CREATE TABLE minutes_signatures (
    minutes_id uuid NOT NULL REFERENCES minutes (id),
    person_id uuid NOT NULL REFERENCES people (id),
    position integer NOT NULL,
    PRIMARY KEY (minutes_id, person_id)
);

-- The notice board: that minutes were approved, and until when a decision can be appealed against.
CREATE TABLE notices (
    meeting_id uuid PRIMARY KEY NOT NULL REFERENCES meetings (id),
    council text NOT NULL,
    approved_on date NOT NULL,
    put_up_on date NOT NULL,
    appeal_until date NOT NULL,
    taken_down_on date NOT NULL
);
CREATE INDEX notices_board ON notices (council, taken_down_on);

-- Which papers carry out which orders.
CREATE TABLE carried_orders (
    paper_id uuid NOT NULL REFERENCES papers (id),
    order_id uuid NOT NULL REFERENCES orders (id),
    linked_on date NOT NULL,
    PRIMARY KEY (paper_id, order_id)
);
CREATE INDEX carried_orders_order ON carried_orders (order_id);
