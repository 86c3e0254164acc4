-- A resolution that was entered wrongly stays to be read, but no longer holds: since when, and why.
ALTER TABLE resolutions ADD COLUMN annulled_on DATE;
ALTER TABLE resolutions ADD COLUMN annulled_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX resolutions_consultation ON resolutions (consultation_id);
CREATE INDEX orders_closing ON orders (closing_consultation_id);
