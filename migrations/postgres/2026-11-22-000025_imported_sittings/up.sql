-- The number of the paper that an agenda names, as its source gives it: two items can bear the same number, and the paper
-- may not be there (yet).
ALTER TABLE agenda_items ADD COLUMN reference TEXT NOT NULL DEFAULT '';
CREATE INDEX imports_meeting ON imports (meeting_id);
