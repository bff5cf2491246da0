INSERT INTO users VALUES (1, 'ada@example.com'), (2, 'grace@example.com');
INSERT INTO accounts VALUES (1, 1, 'ada'), (2, 2, 'grace');
INSERT INTO sessions VALUES (1, 1, '8f2c1ab'), (2, 2, NULL);
