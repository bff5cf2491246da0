-- from
CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT);
CREATE TABLE comment (post_id INTEGER REFERENCES post (id) ON DELETE CASCADE);
CREATE VIEW titles AS SELECT title FROM post;
CREATE TRIGGER tidy AFTER DELETE ON post BEGIN
  DELETE FROM comment WHERE post_id = old.id;
END;

-- to
CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT);
CREATE TABLE comment (post_id INTEGER REFERENCES article (id) ON DELETE CASCADE);
CREATE VIEW titles AS SELECT title FROM article;
CREATE TRIGGER tidy AFTER DELETE ON article BEGIN
  DELETE FROM comment WHERE post_id = old.id;
END;

-- rows
INSERT INTO post VALUES (1, 'a');
INSERT INTO comment VALUES (1);

-- renames
post article

-- up
ALTER TABLE post RENAME TO article;
