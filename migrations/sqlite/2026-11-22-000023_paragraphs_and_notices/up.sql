-- The numbers of decisions (§ 45): counted by body and calendar year, never given twice.
CREATE TABLE paragraphs (
    agenda_item_id TEXT NOT NULL REFERENCES agenda_items (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (agenda_item_id, organization_id),
    UNIQUE (organization_id, year, number)
);
CREATE INDEX paragraphs_meeting ON paragraphs (meeting_id);

-- Who approved minutes by signing them.
CREATE TABLE minutes_signatures (
    minutes_id TEXT NOT NULL REFERENCES minutes (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (minutes_id, person_id)
);

-- The notice board: that minutes were approved, and until when a decision can be appealed against.
CREATE TABLE notices (
    meeting_id TEXT PRIMARY KEY NOT NULL REFERENCES meetings (id),
    council TEXT NOT NULL,
    approved_on DATE NOT NULL,
    put_up_on DATE NOT NULL,
    appeal_until DATE NOT NULL,
    taken_down_on DATE NOT NULL
);
CREATE INDEX notices_board ON notices (council, taken_down_on);

-- Which papers carry out which orders.
CREATE TABLE carried_orders (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    order_id TEXT NOT NULL REFERENCES orders (id),
    linked_on DATE NOT NULL,
    PRIMARY KEY (paper_id, order_id)
);
CREATE INDEX carried_orders_order ON carried_orders (order_id);
