-- from
CREATE TABLE posts (title TEXT);
CREATE VIRTUAL TABLE search USING fts4(content="posts");

-- to
CREATE TABLE posts (title TEXT, body TEXT);
CREATE VIRTUAL TABLE search USING fts4(content="posts");

-- rows
INSERT INTO posts VALUES ('lake'), ('bear');
INSERT INTO search (search) VALUES ('rebuild');

-- up
DROP TABLE search;

ALTER TABLE posts ADD COLUMN body TEXT;

CREATE VIRTUAL TABLE search USING fts4(content="posts");

INSERT INTO search (search) VALUES ('rebuild');

-- hazards
rewrites-table search
