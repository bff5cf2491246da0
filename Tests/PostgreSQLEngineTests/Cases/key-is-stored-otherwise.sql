-- from
CREATE TABLE a (id integer PRIMARY KEY, n integer, UNIQUE (n) INCLUDE (id) WITH (fillfactor = 70));
CREATE TABLE b (a_id integer REFERENCES a (id));
CREATE TABLE c ("""́" integer, UNIQUE ("""́") DEFERRABLE);

-- to
CREATE TABLE a (id integer PRIMARY KEY WITH (fillfactor = 80), n integer, UNIQUE (n) INCLUDE (id));
CREATE TABLE b (a_id integer REFERENCES a (id));
CREATE TABLE c ("""́" integer, UNIQUE ("""́") WITH (fillfactor = 60) DEFERRABLE);

-- up
ALTER INDEX a_n_id_key RESET (fillfactor);

ALTER INDEX a_pkey SET (fillfactor=80);

ALTER INDEX "c_""́_key" SET (fillfactor=60);
