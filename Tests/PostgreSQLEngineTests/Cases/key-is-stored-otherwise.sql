-- from
CREATE TABLE a (id integer PRIMARY KEY, n integer, UNIQUE (n) INCLUDE (id) WITH (fillfactor = 70));
CREATE TABLE b (a_id integer REFERENCES a (id));

-- to
CREATE TABLE a (id integer PRIMARY KEY WITH (fillfactor = 80), n integer, UNIQUE (n) INCLUDE (id));
CREATE TABLE b (a_id integer REFERENCES a (id));

-- up
ALTER INDEX a_n_id_key RESET (fillfactor);

ALTER INDEX a_pkey SET (fillfactor=80);
