-- from
CREATE TABLE a (n integer DEFAULT (-5), c varchar(20), CHECK (n BETWEEN 1 AND 9 AND n <> 5));
CREATE INDEX a_c ON a (n) WHERE c = ANY (ARRAY['a', 'b', c]);

-- to
CREATE TABLE a (n integer DEFAULT '-5'::integer, c character varying(20),
  CONSTRAINT a_n_check CHECK ((((n >= 1) AND (n <= 9)) AND (n <> 5))));
CREATE INDEX a_c ON a (n) WHERE ((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying, c])::text[]));

-- up
