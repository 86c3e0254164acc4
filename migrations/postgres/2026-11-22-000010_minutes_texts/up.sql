-- What the minutes say on an item is read with them, not with the agenda: it has a column of its own. Where minutes were
-- begun, the remarks may hold their text; from there they do not lie before everybody any more.
ALTER TABLE agenda_items RENAME COLUMN resolution_text TO minutes_text;
UPDATE agenda_items SET minutes_text = note, note = ''
    WHERE minutes_text = '' AND meeting_id IN (SELECT meeting_id FROM minutes);
