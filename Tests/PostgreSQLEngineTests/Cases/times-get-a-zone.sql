-- from
CREATE TABLE a (t timestamp, z timestamptz, d date, ts timestamp[], w text, i interval, c money);

-- to
CREATE TABLE a (t timestamptz, z timestamp, d timestamptz, ts timestamptz[], w timestamptz, i text, c numeric);

-- up
-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN c TYPE numeric USING c::numeric;

-- cast-values: the values of 'a.d' are stored differently
-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN d TYPE timestamp with time zone USING d::timestamp without time zone AT TIME ZONE 'UTC';

SET LOCAL IntervalStyle = postgres;

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN i TYPE text;

-- cast-values: the values of 'a.t' are stored differently
-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN t TYPE timestamp with time zone USING t AT TIME ZONE 'UTC';

SET LOCAL TimeZone = 'UTC';

-- cast-values: the values of 'a.ts' are stored differently
-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN ts TYPE timestamp with time zone[];

SET LOCAL DateStyle = 'ISO, MDY';

-- cast-values: the values of 'a.w' are stored differently
-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows can make it fail
ALTER TABLE a ALTER COLUMN w TYPE timestamp with time zone USING w::timestamp with time zone;

-- cast-values: the values of 'a.z' are stored differently
-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN z TYPE timestamp without time zone USING z AT TIME ZONE 'UTC';
