-- from


-- to
CREATE TABLE line (order_id INTEGER NOT NULL REFERENCES "order" (id), PRIMARY KEY (order_id));
CREATE TABLE "order" (id INTEGER PRIMARY KEY, buyer_id INTEGER REFERENCES person (id));
CREATE TABLE person (id INTEGER PRIMARY KEY);
CREATE INDEX order_buyer ON "order" (buyer_id);

-- up
CREATE TABLE person (id INTEGER PRIMARY KEY);

CREATE TABLE "order" (id INTEGER PRIMARY KEY, buyer_id INTEGER REFERENCES person (id));

CREATE TABLE line (order_id INTEGER NOT NULL REFERENCES "order" (id), PRIMARY KEY (order_id));

CREATE INDEX order_buyer ON "order" (buyer_id);
