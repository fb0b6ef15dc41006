SELECT id, price_cents, n FROM t
