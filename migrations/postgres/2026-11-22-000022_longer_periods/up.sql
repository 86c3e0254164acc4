-- A longer period is asked for: what the body that decides on it has before it.
CREATE TABLE extension_requests (
    consultation_id uuid PRIMARY KEY NOT NULL REFERENCES consultations (id),
    clock_id uuid NOT NULL REFERENCES clocks (id),
    applicant text NOT NULL,
    due_on date NOT NULL,
    reason text NOT NULL,
    asked_on date NOT NULL
);
CREATE INDEX extension_requests_clock ON extension_requests (clock_id);

-- Departments that are named openly to take part, beside those that answer single questions.
ALTER TABLE paper_departments ADD COLUMN named boolean NOT NULL DEFAULT false;
