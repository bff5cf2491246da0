-- Revision: 000000000003
-- Parent: 000000000002
-- Message: removals

-- migrate:up transaction:false
DROP INDEX CONCURRENTLY users_age;
ALTER TABLE events DETACH PARTITION events_2 CONCURRENTLY;
BEGIN;
ALTER TABLE users ADD COLUMN note text;
CREATE TABLE notes (id bigint PRIMARY KEY);
COMMIT;
VACUUM users;

-- migrate:down transaction:false
BEGIN;
DROP TABLE notes;
ALTER TABLE users DROP COLUMN note;
COMMIT;
ALTER TABLE events_2 DROP CONSTRAINT events_2_day_check;
ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (2) TO (3);
CREATE INDEX CONCURRENTLY users_age ON users (age);
