-- The text of an order in small letters: what lists are searched by, alike on both databases.
ALTER TABLE orders ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX order_reports_day ON order_reports (reported_on);
