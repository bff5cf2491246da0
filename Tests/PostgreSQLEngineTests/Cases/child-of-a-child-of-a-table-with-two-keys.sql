-- from

-- to
CREATE TABLE c (x integer, y integer);
CREATE TABLE country () INHERITS (c);
CREATE TABLE con () INHERITS (country);
ALTER TABLE country ADD PRIMARY KEY (x);
ALTER TABLE country ADD UNIQUE (x);

-- up
CREATE TABLE c (
  x integer,
  y integer
);

CREATE TABLE country (
  PRIMARY KEY (x)
)
INHERITS (c);

CREATE TABLE con ()
INHERITS (country);

ALTER TABLE country ADD CONSTRAINT country_x_key UNIQUE (x);
