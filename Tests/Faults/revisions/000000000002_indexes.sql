-- Revision: 000000000002
-- Parent: 000000000001
-- Message: indexes

-- migrate:up transaction:false
CREATE UNIQUE INDEX CONCURRENTLY users_email ON users USING btree (lower(email)) WHERE age > 0;
CREATE INDEX CONCURRENTLY ON users (age, id);
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT users_age_check;
REINDEX TABLE CONCURRENTLY users;

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY users_email;
BEGIN;
ALTER TABLE users DROP CONSTRAINT users_age_check;
COMMIT;
DROP INDEX CONCURRENTLY users_age_id_idx;
