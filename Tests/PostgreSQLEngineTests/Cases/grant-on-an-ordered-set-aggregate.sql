-- options privileges

-- from
CREATE ROLE case_analyst;
CREATE FUNCTION last_of(state integer, value integer) RETURNS integer LANGUAGE sql AS 'SELECT value';

-- to
CREATE FUNCTION last_of(state integer, value integer) RETURNS integer LANGUAGE sql AS 'SELECT value';
CREATE AGGREGATE last_in(ORDER BY integer) (SFUNC = last_of, STYPE = integer);
REVOKE ALL ON FUNCTION last_in(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION last_in(integer) TO case_analyst;

-- up
CREATE AGGREGATE last_in(ORDER BY integer) (
  SFUNC = last_of,
  STYPE = integer
);

REVOKE EXECUTE ON FUNCTION last_in(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION last_in(integer) TO case_analyst;
