-- The operators of a class of GiST belong to the family alone from version 14 on. The family `numbers`
-- gets members beside those of its class, and the class a function between two types.

-- from
CREATE OPERATOR CLASS numbers FOR TYPE integer USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
  FUNCTION 1 btint4cmp(integer, integer);
CREATE TABLE a (n integer, p point);

-- to
CREATE OPERATOR CLASS numbers FOR TYPE integer USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
  FUNCTION 1 btint4cmp(integer, integer);
ALTER OPERATOR FAMILY numbers USING btree ADD
  OPERATOR 1 < (integer, bigint), FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint);
CREATE OPERATOR CLASS points FOR TYPE point USING gist AS
  STORAGE box, OPERATOR 1 <<, OPERATOR 5 >>,
  FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal),
  FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal),
  FUNCTION 5 gist_box_penalty(internal, internal, internal),
  FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);
CREATE TABLE a (n integer, p point);
CREATE INDEX i ON a USING gist (p points);

-- up
DROP OPERATOR FAMILY public.numbers USING btree;

CREATE OPERATOR CLASS numbers FOR TYPE integer USING btree AS
  OPERATOR 1 <(integer,integer),
  OPERATOR 2 <=(integer,integer),
  OPERATOR 3 =(integer,integer),
  OPERATOR 4 >=(integer,integer),
  OPERATOR 5 >(integer,integer),
  FUNCTION 1 (integer, integer) btint4cmp(integer,integer);
ALTER OPERATOR FAMILY numbers USING btree ADD
  OPERATOR 1 <(integer,bigint),
  FUNCTION 1 (integer, bigint) btint48cmp(integer,bigint);

CREATE OPERATOR CLASS points FOR TYPE point USING gist AS
  STORAGE box,
  FUNCTION 1 (point, point) gist_point_consistent(internal,point,smallint,oid,internal),
  FUNCTION 2 (point, point) gist_box_union(internal,internal),
  FUNCTION 5 (point, point) gist_box_penalty(internal,internal,internal),
  FUNCTION 6 (point, point) gist_box_picksplit(internal,internal),
  FUNCTION 7 (point, point) gist_box_same(box,box,internal);
ALTER OPERATOR FAMILY points USING gist ADD
  OPERATOR 1 <<(point,point),
  OPERATOR 5 >>(point,point),
  FUNCTION 3 (point, point) gist_point_compress(internal);

CREATE INDEX i ON a USING gist (p points);
