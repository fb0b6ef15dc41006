INSERT INTO "Order Details" VALUES (1.5, 'x');
