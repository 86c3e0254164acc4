-- A longer period is asked for: what the body that decides on it has before it.
CREATE TABLE extension_requests (
    consultation_id TEXT PRIMARY KEY NOT NULL REFERENCES consultations (id),
    clock_id TEXT NOT NULL REFERENCES clocks (id),
    applicant TEXT NOT NULL,
    due_on DATE NOT NULL,
    reason TEXT NOT NULL,
    asked_on DATE NOT NULL
);
CREATE INDEX extension_requests_clock ON extension_requests (clock_id);

-- Departments that are named openly to take part, beside those that answer single questions.
ALTER TABLE paper_departments ADD COLUMN named BOOLEAN NOT NULL DEFAULT false;
