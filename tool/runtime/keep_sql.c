#include "runtime/keep_sql.h"

#include "runtime/keep_parts.h"

#include <stddef.h>

/* ------------------------------------------------------------------ the frame of a block */

const char scrt_keep_declare[] =
	"	key text; path text; role text; space_of_indexes text; member text := 'MEMBER';\n"
	"	looked oid; relation oid; object oid; class regclass; owner oid; space oid;\n"
	"	acl aclitem[]; word text := ''; grants text := ''; target text; indexes oid[];\n"
	"	kept jsonb; items jsonb := '[]'; given jsonb := '[]'; r record; found_text text;\n"
	"	applies boolean; differs boolean;\n"
	"BEGIN\n";

/* Names in what the catalogue functions print are qualified if they are not in pg_catalog. */
const char scrt_keep_begin[] =
	"	path := pg_catalog.current_setting('search_path');\n"
	"	PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);\n"
	"	IF current_setting('server_version_num')::int >= 160000 THEN\n"
	"		member := 'SET';\n"
	"	END IF;\n"
	"	kept := coalesce(nullif(current_setting('schemac.kept', true), ''), "
	"'{}')::jsonb;\n";

const char scrt_keep_refuse[] =
	"	SELECT string_agg(DISTINCT provider, ', ') INTO found_text FROM pg_seclabel\n"
	"		WHERE objoid = object AND classoid = class AND kind NOT IN ('storage', "
	"'options') AND (kind "
	"<> 'column' OR objsubid = (SELECT"
	" attnum FROM pg_attribute WHERE attrelid = relation AND attname = "
	"(parse_ident(named))[1]));\n"
	"	IF found_text IS NOT NULL THEN\n"
	"		RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('%s %s has "
	"security labels"
	" (%s), which are lost when it is created again', kind, target, found_text);\n"
	"	END IF;\n"
	"	SELECT string_agg(extname, ', ') INTO found_text FROM pg_depend d\n"
	"		JOIN pg_extension e ON e.oid = d.refobjid\n"
	"		WHERE d.classid = class AND d.objid = object AND kind NOT IN ('column', "
	"'storage', 'options')\n"
	"		AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e';\n"
	"	IF found_text IS NOT NULL THEN\n"
	"		RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('%s %s belongs "
	"to extension"
	" %s, and must not be created again without it', kind, target, found_text);\n"
	"	END IF;\n";

const char scrt_keep_store[] =
	"	kept := kept - step;\n"
	"	IF object IS NOT NULL THEN\n"
	"		kept := kept || jsonb_build_object(step, jsonb_build_object('object', "
	"object,\n"
	"			'acl', acl::text, 'items', items, 'given', given));\n"
	"	END IF;\n"
	"	PERFORM set_config('schemac.kept', kept::text, true);\n"
	"	PERFORM set_config('search_path', path, true);\n"
	"END ";

/*
 * Each item is [condition over the relation's oid, SQL before the target, SQL after it or null].
 * An object that still has its oid was replaced, and lost nothing.
 */
const char scrt_keep_restore[] =
	"	PERFORM set_config('schemac.kept', (kept - step)::text, true);\n"
	"	kept := kept -> step;\n"
	"	IF kept IS NOT NULL AND object IS NULL THEN\n"
	"		RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('%s %s was "
	"dropped and not"
	" created again before keep-end', kind, named);\n"
	"	END IF;\n"
	"	applies := kept IS NOT NULL AND (kind IN ('column', 'storage', 'options', "
	"'trigger') OR object <> (kept "
	"->> 'object')::oid);\n"
	"	IF applies THEN\n"
	"		space_of_indexes := current_setting('default_tablespace');\n"
	"		role := current_setting('role');\n"
	"		PERFORM set_config('default_tablespace', '', true);\n"
	"		FOR r IN SELECT v ->> 0 AS condition, (v ->> 1) || coalesce(target || (v "
	"->> 2), '') AS"
	" sql FROM jsonb_array_elements(kept -> 'items') v LOOP\n"
	"			BEGIN\n"
	"				EXECUTE 'SELECT ' || r.condition INTO differs USING "
	"relation;\n"
	"				IF differs THEN\n"
	"					EXECUTE r.sql;\n"
	"				END IF;\n"
	"			EXCEPTION WHEN OTHERS THEN\n"
	"				RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = "
	"format('%s %s cannot get"
	" back what it had before: %s: %s', kind, target, r.sql, SQLERRM);\n"
	"			END;\n"
	"		END LOOP;\n"
	"	END IF;\n";

/* The privileges of a new object are those of the server and of ALTER DEFAULT PRIVILEGES. */
const char scrt_keep_revoke[] =
	"	IF applies THEN\n"
	"		differs := EXISTS (SELECT * FROM (SELECT * FROM aclexplode(acl) EXCEPT "
	"SELECT * FROM"
	" aclexplode((kept ->> 'acl')::aclitem[])) a)\n"
	"			OR EXISTS (SELECT * FROM (SELECT * FROM aclexplode((kept ->> "
	"'acl')::aclitem[])"
	" EXCEPT SELECT * FROM aclexplode(acl)) b);\n"
	"		IF NOT pg_has_role(owner, 'USAGE') THEN\n"
	"			PERFORM set_config('role', pg_get_userbyid(owner), true);\n"
	"		END IF;\n"
	"		FOR r IN SELECT DISTINCT grantee FROM aclexplode(acl) WHERE differs LOOP\n"
	"			EXECUTE format('REVOKE ALL ON %s%s FROM %s CASCADE', grants, "
	"target, CASE r.grantee"
	" WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.grantee)) END);\n"
	"		END LOOP;\n"
	"		FOR r IN SELECT v ->> 0 AS grantor, (v ->> 1)::boolean AS of_column, v ->> "
	"2 AS before,"
	" v ->> 3 AS after FROM jsonb_array_elements(kept -> 'given') v LOOP\n"
	"			PERFORM set_config('role', CASE WHEN pg_get_userbyid(owner) = "
	"r.grantor AND"
	" pg_has_role(owner, 'USAGE') THEN role ELSE r.grantor END, true);\n"
	"			IF differs AND NOT r.of_column THEN\n"
	"				EXECUTE r.before || target || r.after;\n"
	"			ELSIF r.of_column THEN\n"
	"				EXECUTE r.before || target || r.after;\n"
	"			END IF;\n"
	"			PERFORM set_config('role', role, true);\n"
	"		END LOOP;\n"
	"		PERFORM set_config('role', role, true);\n"
	"	END IF;\n";

const char scrt_keep_verify[] =
	"	IF applies AND (EXISTS (SELECT * FROM (SELECT * FROM aclexplode(acl) EXCEPT SELECT "
	"* FROM"
	" aclexplode((kept ->> 'acl')::aclitem[])) a)\n"
	"		OR EXISTS (SELECT * FROM (SELECT * FROM aclexplode((kept ->> "
	"'acl')::aclitem[])"
	" EXCEPT SELECT * FROM aclexplode(acl)) b)) THEN\n"
	"		RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('%s %s cannot "
	"get back its"
	" privileges: it had %s and now has %s', kind, target, kept ->> 'acl', acl);\n"
	"	END IF;\n";

const char scrt_keep_done[] =
	"	IF applies THEN\n"
	"		PERFORM set_config('default_tablespace', space_of_indexes, true);\n"
	"	END IF;\n"
	"	PERFORM set_config('search_path', path, true);\n"
	"END ";

/* ------------------------------------------------------------------ the kinds */

const struct keep_kind scrt_keep_kinds[] = {
	{"view", KEEP_NAME, true, LOOKUP_RELATION, FIND_RELATION("VIEW ", "'v'"),
		{KEEP_COMMENT, KEEP_COLUMNS, KEEP_OPTIONS, KEEP_TRIGGERS, KEEP_OWNER,
			KEEP_PRIVILEGES}},
	{"options", KEEP_NAME, false, LOOKUP_RELATION, FIND_RELATION("VIEW ", "'v'"),
		{KEEP_OPTIONS}},
	{"materialized view", KEEP_NAME, true, LOOKUP_RELATION,
		FIND_RELATION("MATERIALIZED VIEW ", "'m'"),
		{KEEP_COMMENT, KEEP_COLUMNS, KEEP_OPTIONS KEEP_STORAGE, KEEP_INDEXES,
			KEEP_STATISTICS, KEEP_EXTENSIONS, KEEP_POPULATED, KEEP_OWNER,
			KEEP_PRIVILEGES}},
	{"function", KEEP_NAME, true, LOOKUP_FUNCTION, FIND_FUNCTION,
		{KEEP_COMMENT, KEEP_EXTENSIONS, KEEP_OWNER, KEEP_PRIVILEGES}},
	{"type", KEEP_NAME, true, LOOKUP_TYPE, FIND_TYPE("TYPE "),
		{KEEP_COMMENT, KEEP_OWNER, KEEP_PRIVILEGES}},
	{"domain", KEEP_NAME, true, LOOKUP_TYPE, FIND_TYPE("DOMAIN "),
		{KEEP_COMMENT, KEEP_OWNER, KEEP_PRIVILEGES}},
	{"trigger", KEEP_NAME_ON_TABLE, false, LOOKUP_PARENT,
		FIND_ON_TABLE("pg_trigger", "TRIGGER ", "tgname", "tgrelid"),
		{KEEP_COMMENT, KEEP_EXTENSIONS,
			KEEP_ENABLED("TRIGGER", "pg_trigger", "tgenabled", "tgname")}},
	{"rule", KEEP_NAME_ON_TABLE, false, LOOKUP_PARENT,
		FIND_ON_TABLE("pg_rewrite", "RULE ", "rulename", "ev_class"),
		{KEEP_COMMENT, KEEP_ENABLED("RULE", "pg_rewrite", "ev_enabled", "rulename")}},
	{"constraint", KEEP_NAME_ON_TABLE, false, LOOKUP_PARENT,
		FIND_ON_TABLE("pg_constraint", "CONSTRAINT ", "conname", "conrelid"),
		{KEEP_COMMENT, KEEP_CONSTRAINT_INDEX, KEEP_INDEXES}},
	{"index", KEEP_NAME, false, LOOKUP_RELATION, FIND_INDEX, {KEEP_INDEXES, KEEP_EXTENSIONS}},
	{"sequence", KEEP_TABLE_COLUMN, true, LOOKUP_SEQUENCE, FIND_SEQUENCE,
		{KEEP_COMMENT, KEEP_PRIVILEGES}},
	{"column", KEEP_TABLE_COLUMN, true, LOOKUP_PARENT, FIND_COLUMN,
		{KEEP_COLUMNS, KEEP_COLUMN_PARTS, KEEP_INDEXES, KEEP_STATISTICS, KEEP_PRIVILEGES}},
	{"storage", KEEP_TABLE_COLUMN, false, LOOKUP_PARENT, FIND_COLUMN, {KEEP_COLUMNS}},
	{NULL, KEEP_NAME, false, NULL, NULL, {NULL}},
};
