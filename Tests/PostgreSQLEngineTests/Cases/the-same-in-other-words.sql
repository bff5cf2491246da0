-- from
CREATE TABLE a (n integer DEFAULT (-5), c varchar(20), CHECK (n BETWEEN 1 AND 9 AND n <> 5));
CREATE INDEX a_c ON a (n) WHERE c = ANY (ARRAY['a', 'b', c]);
ALTER TABLE a ADD CHECK (c <> ALL (ARRAY['a', c, 'b']));
CREATE POLICY p ON a USING (c IN ('a', 'b') AND n BETWEEN 1 AND 9 AND n <> -5);
CREATE DOMAIN d AS varchar(20) CHECK (VALUE IN ('a', 'b'));

-- to
CREATE TABLE a (n integer DEFAULT '-5'::integer, c character varying(20),
  CONSTRAINT a_n_check CHECK ((((n >= 1) AND (n <= 9)) AND (n <> 5))));
CREATE INDEX a_c ON a (n) WHERE ((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying, c])::text[]));
ALTER TABLE a ADD CHECK ((c)::text <> ALL (ARRAY[('a'::character varying)::text, (c)::text, ('b'::character varying)::text]));
CREATE POLICY p ON a USING (((((c)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])) AND ((n >= 1) AND (n <= 9))) AND (n <> '-5'::integer)));
CREATE DOMAIN d AS varchar(20) CHECK ((VALUE)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]));

-- up
