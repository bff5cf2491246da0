-- from
CREATE TABLE post (id INTEGER PRIMARY KEY, heading TEXT);

-- to
CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT);

-- rows
INSERT INTO post VALUES (1, 'a');

-- renames
post article
post.heading title

-- up
ALTER TABLE post RENAME COLUMN heading TO title;

ALTER TABLE post RENAME TO article;
