-- from


-- to
CREATE TABLE a (id integer, name text) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT;
ALTER TABLE a1 ADD CONSTRAINT a1_name_id_name1_key UNIQUE (name);
ALTER TABLE a ADD UNIQUE (name, id) INCLUDE (name);

-- up
CREATE TABLE a (
  id integer,
  name text,
  UNIQUE (name, id) INCLUDE (name)
) PARTITION BY LIST (id);

CREATE TABLE a1 (
  id integer,
  name text,
  CONSTRAINT a1_name_id_name1_key UNIQUE (name)
);

ALTER TABLE a ATTACH PARTITION a1 DEFAULT;
