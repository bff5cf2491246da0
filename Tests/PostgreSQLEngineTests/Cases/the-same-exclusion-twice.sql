-- from

-- to
CREATE TABLE a (span int4range);
ALTER TABLE a ADD CONSTRAINT one EXCLUDE USING gist (span WITH &&);
ALTER TABLE a ADD CONSTRAINT two EXCLUDE USING gist (span WITH &&);

-- up
CREATE TABLE a (
  span int4range,
  CONSTRAINT one EXCLUDE USING gist (span WITH &&)
);

ALTER TABLE a ADD CONSTRAINT two EXCLUDE USING gist (span WITH &&);
