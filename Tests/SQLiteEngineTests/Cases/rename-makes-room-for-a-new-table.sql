-- from
CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT);

-- to
CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT);
CREATE TABLE post (stamp TEXT);

-- rows
INSERT INTO post VALUES (1, 'a');

-- renames
post article

-- up
ALTER TABLE post RENAME TO article;

CREATE TABLE post (stamp TEXT);
