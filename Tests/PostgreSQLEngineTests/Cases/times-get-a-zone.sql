-- from
CREATE TABLE a (t timestamp, z timestamptz, d date, ts timestamp[], w text, i interval, c money);

-- to
CREATE TABLE a (t timestamptz, z timestamp, d timestamptz, ts timestamptz[], w timestamptz, i text, c numeric);

-- up
