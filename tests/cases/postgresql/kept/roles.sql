DO $$
DECLARE r text;
BEGIN
	FOREACH r IN ARRAY ARRAY['kept_owner', 'kept_reader', 'kept_other'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
			EXECUTE format('CREATE ROLE %I', r);
		END IF;
	END LOOP;
END $$;
