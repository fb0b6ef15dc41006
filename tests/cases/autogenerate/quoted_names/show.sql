SELECT * FROM "Order Details";
