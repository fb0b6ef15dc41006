CREATE TABLE t ( -- who wrote it
  id INTEGER NOT NULL PRIMARY KEY, -- the number
  name TEXT /* shown to people */, b INT, /* the end */ c INT -- c's */ own
  -- and more of c
  ,
  -- in seconds
  -- since 1970
  at INTEGER
  -- rules follow
  , CHECK (b > 0) -- positive
);
CREATE TABLE "quiet"(a -- only /* one */
);
