SELECT c.oid::regclass::text, relacl, reloptions, relispopulated, relowner::regrole FROM pg_class c WHERE relname LIKE 'foo%' AND relkind <> 'S' ORDER BY 1;
SELECT attrelid::regclass::text, attname, attacl, attstattarget, attstorage, attcompression, attoptions FROM pg_attribute WHERE attrelid::regclass::text LIKE 'foo%' AND attnum > 0 AND NOT attisdropped ORDER BY 1, 2;
SELECT proname, proacl, proowner::regrole, prosecdef FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1;
SELECT typname, typacl, typowner::regrole FROM pg_type WHERE typname IN ('mood', 'email') ORDER BY 1;
SELECT indexrelid::regclass::text, indisclustered, indisreplident, indisvalid FROM pg_index WHERE indrelid::regclass::text LIKE 'foo%' ORDER BY 1;
SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1;
SELECT (pg_identify_object(classoid, objoid, objsubid)).identity, description FROM pg_description WHERE objoid >= 16384 ORDER BY 1;
