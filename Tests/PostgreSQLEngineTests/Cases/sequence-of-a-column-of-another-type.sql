-- from
CREATE TABLE a (flag boolean);

-- to
CREATE TABLE a (flag boolean);
CREATE SEQUENCE s OWNED BY a.flag;

-- up
CREATE SEQUENCE s;

ALTER SEQUENCE s OWNED BY a.flag;
