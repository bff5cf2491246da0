-- options privileges

-- from
CREATE ROLE case_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO case_reader;

-- to
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO case_reader;
CREATE TABLE secrets (id integer);
REVOKE ALL ON secrets FROM case_reader;
CREATE TABLE news (id integer);

-- up
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public REVOKE SELECT ON TABLES FROM case_reader;

CREATE TABLE news (
  id integer
);

CREATE TABLE secrets (
  id integer
);

GRANT SELECT ON TABLE news TO case_reader;

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT SELECT ON TABLES TO case_reader;
