-- A body may be called together again for the hour of a sitting that was cancelled.
ALTER TABLE meetings DROP CONSTRAINT meetings_organization_id_starts_at_key;
CREATE UNIQUE INDEX meetings_hour ON meetings (organization_id, starts_at) WHERE state <> 'cancelled';
