-- from
CREATE TYPE t AS (a integer, b text);
CREATE TABLE x OF t (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'q');
CREATE TABLE y (a integer, b text);

-- to
CREATE TYPE t AS (a bigint, b text, c date);
CREATE TABLE x OF t (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'q');
CREATE TABLE y OF t;

-- up
