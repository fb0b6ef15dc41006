SET client_min_messages = error;
DO $$
DECLARE r text;
BEGIN
	FOREACH r IN ARRAY ARRAY['unkept_owner', 'unkept_migrator', 'unkept_reader', 'unkept_other'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
			EXECUTE format('CREATE ROLE %I LOGIN', r);
		END IF;
	END LOOP;
END $$;
REVOKE unkept_owner, unkept_reader FROM unkept_migrator;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO unkept_migrator', current_database()); END $$;
ALTER SCHEMA public OWNER TO unkept_migrator;
