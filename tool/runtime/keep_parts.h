/*
 * keep_parts: the PL/pgSQL that differs between the kinds of keep_sql.c: how an object is found, and
 * what is kept of it. Only keep_sql.c includes this. The variables are described in keep_sql.h.
 *
 * Each item that is kept is [condition over the oid of the relation as $1, SQL before the target,
 * SQL after it or null if the target is already in the first text].
 */
#ifndef SCHEMAC_RUNTIME_KEEP_PARTS_H
#define SCHEMAC_RUNTIME_KEEP_PARTS_H

/* ------------------------------------------------------------------ finding the object */

#define LOOKUP_RELATION "	looked := pg_catalog.to_regclass(named);\n"
#define LOOKUP_PARENT "	looked := pg_catalog.to_regclass(parent);\n"
#define LOOKUP_TYPE "	looked := pg_catalog.to_regtype(named);\n"
/* Before PostgreSQL 16 a type that does not exist is an error here. */
#define LOOKUP_FUNCTION                                                                            \
	"	BEGIN\n"                                                                                 \
	"		looked := pg_catalog.to_regprocedure(named);\n"                                         \
	"	EXCEPTION WHEN undefined_object OR invalid_schema_name THEN\n"                           \
	"		looked := NULL;\n"                                                                      \
	"	END;\n"

#define FIND_RELATION(words, kinds)                                                                \
	"	class := 'pg_class'; word := '" words "'; grants := 'TABLE ';\n"                   \
	"	SELECT c.oid, c.oid, relowner, relnamespace, coalesce(relacl, acldefault('r',"           \
	" relowner)), format('%I.%I', nspname, relname)\n"                                         \
	"		INTO object, relation, owner, space, acl, target FROM pg_class c\n"                     \
	"		JOIN pg_namespace n ON n.oid = relnamespace\n"                                          \
	"		WHERE c.oid = looked AND relkind IN (" kinds ");\n"

/* The sequence of a serial or identity column. Its owner is that of the table. */
#define LOOKUP_SEQUENCE                                                                            \
	"	BEGIN\n"                                                                                  \
	"		looked := pg_catalog.to_regclass(pg_catalog.pg_get_serial_sequence(parent,"              \
	" (pg_catalog.parse_ident(named))[1]));\n"                                                     \
	"	EXCEPTION WHEN undefined_table OR undefined_column OR invalid_schema_name THEN\n"        \
	"		looked := NULL;\n"                                                                       \
	"	END;\n"

#define FIND_SEQUENCE                                                                              \
	"	class := 'pg_class'; word := 'SEQUENCE '; grants := 'SEQUENCE ';\n"                      \
	"	SELECT c.oid, c.oid, relowner, relnamespace, coalesce(relacl, acldefault('s',"            \
	" relowner)), format('%I.%I', nspname, relname)\n"                                             \
	"		INTO object, relation, owner, space, acl, target FROM pg_class c\n"                     \
	"		JOIN pg_namespace n ON n.oid = relnamespace\n"                                          \
	"		WHERE c.oid = looked AND relkind = 'S';\n"

#define FIND_FUNCTION                                                                              \
	"	class := 'pg_proc'; word := 'ROUTINE '; grants := 'ROUTINE ';\n"                         \
	"	SELECT p.oid, proowner, pronamespace, coalesce(proacl, acldefault('f', "                 \
	"proowner)),\n"                                                                            \
	"		format('%I.%I(%s)', nspname, proname, "                                                 \
	"pg_get_function_identity_arguments(p.oid))\n"                                             \
	"		INTO object, owner, space, acl, target FROM pg_proc p\n"                                \
	"		JOIN pg_namespace n ON n.oid = pronamespace WHERE p.oid = looked;\n"

#define FIND_TYPE(words)                                                                           \
	"	class := 'pg_type'; word := '" words "'; grants := 'TYPE ';\n"                     \
	"	SELECT t.oid, typowner, typnamespace, coalesce(typacl, acldefault('T', "                 \
	"typowner)),\n"                                                                            \
	"		format('%I.%I', nspname, typname)\n"                                                    \
	"		INTO object, owner, space, acl, target FROM pg_type t\n"                                \
	"		JOIN pg_namespace n ON n.oid = typnamespace WHERE t.oid = looked;\n"

#define FIND_ON_TABLE(catalog, words, name, table)                                                 \
	"	class := '" catalog "'; word := '" words "';\n"                                    \
	"	SELECT x.oid, c.oid, format('%I ON %I.%I', " name ", nspname, relname)\n"          \
	"		INTO object, relation, target FROM " catalog                               \
	" x JOIN pg_class c ON c.oid = " table                                                     \
	"\n		JOIN pg_namespace n ON n.oid = relnamespace\n"                                        \
	"		WHERE " table " = looked AND " name " = (parse_ident(named))[1];\n"

#define FIND_INDEX                                                                                 \
	"	class := 'pg_class'; word := 'INDEX ';\n"                                                \
	"	SELECT c.oid, indrelid, format('%I.%I', nspname, relname), ARRAY[c.oid]\n"               \
	"		INTO object, relation, target, indexes FROM pg_class c\n"                               \
	"		JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_index ON indexrelid "               \
	"= c.oid\n"                                                                                \
	"		WHERE c.oid = looked;\n"

#define FIND_COLUMN                                                                                \
	"	class := 'pg_class'; word := 'TABLE '; grants := 'TABLE ';\n"                            \
	"	SELECT c.oid, c.oid, relowner, format('%I.%I', nspname, relname)\n"                      \
	"		INTO object, relation, owner, target FROM pg_attribute JOIN pg_class c "                \
	"ON c.oid ="                                                                               \
	" attrelid\n		JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = "                  \
	"looked\n"                                                                                 \
	"		AND attname = (parse_ident(named))[1] AND NOT attisdropped;\n"

/* ------------------------------------------------------------------ what is kept */

/* The role of the run must be able to give the object back to its owner. */
#define KEEP_OWNER                                                                                 \
	"	IF owner <> (SELECT oid FROM pg_roles WHERE rolname = current_user) THEN\n"              \
	"		IF NOT pg_has_role(owner, member) OR NOT (has_schema_privilege(owner, "                 \
	"space,"                                                                                   \
	" 'CREATE') OR current_setting('is_superuser')::boolean) THEN\n"                           \
	"			RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('%s %s "                     \
	"must be created"                                                                          \
	" again, and role %I cannot give it back to its owner %I', kind, target, current_user,"    \
	" pg_get_userbyid(owner)), HINT = format('run the migration as a superuser or as %I, or "  \
	"make"                                                                                     \
	" %I a member of it; the owner needs CREATE on the schema', pg_get_userbyid(owner),"       \
	" current_user);\n"                                                                        \
	"		END IF;\n"                                                                              \
	"		items := items || jsonb_build_array(jsonb_build_array('true', 'ALTER ' "                \
	"|| word,"                                                                                 \
	" format(' OWNER TO %I', pg_get_userbyid(owner))));\n"                                     \
	"	END IF;\n"

/* Each entry is [grantor, whether of a column, SQL before the target, SQL after it]. */
#define KEEP_PRIVILEGES                                                                            \
	"	FOR r IN WITH RECURSIVE entry AS (\n"                                                    \
	"		SELECT NULL::name AS part, e.* FROM aclexplode(acl) e UNION ALL\n"                      \
	"		SELECT attname, e.* FROM pg_attribute, aclexplode(attacl) e\n"                          \
	"		WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped\n"                        \
	"		AND (kind NOT IN ('column', 'storage') OR attname = "                                   \
	"(parse_ident(named))[1])),\n"                                                             \
	"	chain AS (SELECT 0 AS depth, * FROM entry WHERE grantor = owner UNION ALL\n"             \
	"		SELECT depth + 1, entry.* FROM entry JOIN chain ON entry.grantor = "                    \
	"chain.grantee\n"                                                                          \
	"		AND entry.privilege_type = chain.privilege_type AND chain.is_grantable\n"               \
	"		AND (chain.part IS NULL OR chain.part = entry.part) WHERE depth < 20)\n"                \
	"	SELECT entry.*, coalesce((SELECT min(depth) FROM chain WHERE (chain.part, "              \
	"chain.grantor,"                                                                           \
	" chain.grantee, chain.privilege_type) IS NOT DISTINCT FROM (entry.part, entry.grantor,"   \
	" entry.grantee, entry.privilege_type)), 20) AS depth FROM entry ORDER BY depth LOOP\n"    \
	"		IF r.grantor <> owner AND NOT pg_has_role(r.grantor, member) THEN\n"                    \
	"			RAISE EXCEPTION USING ERRCODE = 'SC001', MESSAGE = format('%s %s "                     \
	"has privileges"                                                                           \
	" granted by %I, and role %I cannot act as that role to grant them again', kind, named,"   \
	" pg_get_userbyid(r.grantor), current_user);\n"                                            \
	"		END IF;\n"                                                                              \
	"		given := given || "                                                                     \
	"jsonb_build_array(jsonb_build_array(pg_get_userbyid(r.grantor),"                          \
	" r.part IS NOT NULL, format('GRANT %s%s ON %s', r.privilege_type, ' (' ||"                \
	" quote_ident(r.part) || ')', grants), format(' TO %s%s', CASE r.grantee WHEN 0 THEN "     \
	"'PUBLIC'"                                                                                 \
	" ELSE quote_ident(pg_get_userbyid(r.grantee)) END, CASE WHEN r.is_grantable THEN"         \
	" ' WITH GRANT OPTION' END)));\n"                                                          \
	"	END LOOP;\n"

#define KEEP_COMMENT                                                                               \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array('true', 'COMMENT "        \
	"ON ' ||"                                                                                  \
	" word, format(' IS %L', description))) FROM pg_description WHERE objoid = object AND"     \
	" classoid = class AND objsubid = 0), '[]');\n"

/* What depends on an extension without belonging to it: ALTER … DEPENDS ON EXTENSION. */
#define KEEP_EXTENSIONS                                                                            \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array('true', 'ALTER ' "        \
	"|| word,"                                                                                 \
	" format(' DEPENDS ON EXTENSION %I', extname)) ORDER BY extname) FROM pg_depend d JOIN"    \
	" pg_extension e ON e.oid = refobjid WHERE classid = class AND objid = object AND "        \
	"refclassid"                                                                               \
	" = 'pg_extension'::regclass AND deptype = 'x'), '[]');\n"

/* For all columns, or only for the named column. */
#define KEEP_COLUMNS                                                                               \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array(format('EXISTS "          \
	"(SELECT FROM"                                                                             \
	" pg_attribute a JOIN pg_type t ON t.oid = atttypid WHERE attrelid = $1 AND attname = %L " \
	"AND"                                                                                      \
	" NOT attisdropped AND %s)', attname, v.condition), v.before, v.after) ORDER BY attnum,"   \
	" v.before) FROM pg_attribute a JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef "  \
	"d ON"                                                                                     \
	" adrelid = attrelid AND adnum = attnum, LATERAL (VALUES\n"                                \
	"		('col_description(attrelid, attnum) IS NULL', 'COMMENT ON COLUMN ', "                   \
	"format('.%I IS %L',"                                                                      \
	" attname, col_description(attrelid, attnum)), col_description(attrelid, attnum) IS NOT"   \
	" NULL),\n"                                                                                \
	"		('true', 'ALTER ' || word, format(' ALTER COLUMN %I SET DEFAULT %s', "                  \
	"attname,"                                                                                 \
	" pg_get_expr(adbin, adrelid)), kind = 'view' AND d.oid IS NOT NULL),\n"                   \
	"		('true', 'ALTER ' || word, format(' ALTER COLUMN %I SET STATISTICS %s', "               \
	"attname,"                                                                                 \
	" attstattarget), kind <> 'view' AND coalesce(attstattarget, -1) >= 0),\n"                 \
	"		('typstorage <> ''p''', 'ALTER ' || word, format(' ALTER COLUMN %I SET "                \
	"STORAGE %s',"                                                                             \
	" attname, CASE attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN"   \
	" 'MAIN' ELSE 'EXTENDED' END), kind <> 'view' AND attstorage <> typstorage),\n"            \
	"		('typstorage <> ''p''', 'ALTER ' || word, format(' ALTER COLUMN %I SET "                \
	"COMPRESSION %s',"                                                                         \
	" attname, CASE to_jsonb(a) ->> 'attcompression' WHEN 'l' THEN 'lz4' ELSE 'pglz' END), "   \
	"kind"                                                                                     \
	" <> 'view' AND to_jsonb(a) ->> 'attcompression' IN ('p', 'l')),\n"                        \
	"		('true', 'ALTER ' || word, format(' ALTER COLUMN %I SET (%s)', attname,"                \
	" array_to_string(attoptions, ', ')), kind <> 'view' AND attoptions <> '{}')\n"            \
	"	) v(condition, before, after, is_set) WHERE attrelid = relation AND attnum > 0 "         \
	"AND NOT"                                                                                  \
	" attisdropped AND is_set AND (kind NOT IN ('column', 'storage') OR attname = "            \
	"(parse_ident(named))[1])),"                                                               \
	" '[]');\n"

/* Triggers and rules that the revision does not drop itself. */
#define KEEP_TRIGGERS                                                                              \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array(format('NOT "             \
	"EXISTS (SELECT"                                                                           \
	" FROM pg_trigger WHERE tgrelid = $1 AND tgname = %L)', tgname), pg_get_triggerdef(oid), " \
	"null)"                                                                                    \
	" ORDER BY tgname) FROM pg_trigger WHERE tgrelid = relation AND NOT tgisinternal), "       \
	"'[]')\n"                                                                                  \
	"		|| coalesce((SELECT jsonb_agg(jsonb_build_array('true', format('COMMENT "               \
	"ON TRIGGER %I"                                                                            \
	" ON ', tgname), format(' IS %L', description)) ORDER BY tgname) FROM pg_trigger t JOIN"   \
	" pg_description ON objoid = t.oid AND classoid = 'pg_trigger'::regclass WHERE tgrelid ="  \
	" relation AND NOT tgisinternal), '[]')\n"                                                 \
	"		|| coalesce((SELECT jsonb_agg(jsonb_build_array(format('NOT EXISTS "                    \
	"(SELECT FROM"                                                                             \
	" pg_rewrite WHERE ev_class = $1 AND rulename = %L)', rulename), pg_get_ruledef(oid), "    \
	"null)"                                                                                    \
	" ORDER BY rulename) FROM pg_rewrite WHERE ev_class = relation AND rulename <> "           \
	"'_RETURN'),"                                                                              \
	" '[]')\n"                                                                                 \
	"		|| coalesce((SELECT jsonb_agg(jsonb_build_array('true', format('COMMENT "               \
	"ON RULE %I ON"                                                                            \
	" ', rulename), format(' IS %L', description)) ORDER BY rulename) FROM pg_rewrite w JOIN"  \
	" pg_description ON objoid = w.oid AND classoid = 'pg_rewrite'::regclass WHERE ev_class =" \
	" relation AND rulename <> '_RETURN'), '[]');\n"

/* Options that the new definition does not set. */
#define KEEP_OPTIONS                                                                               \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array(format('NOT "             \
	"EXISTS (SELECT"                                                                           \
	" FROM pg_class, unnest(reloptions) o WHERE oid = $1 AND split_part(o, ''='', 1) = %L)',"  \
	" option_name), 'ALTER ' || word, format(' SET (%s%I = %L)', prefix, option_name,"         \
	" option_value)) ORDER BY prefix, option_name) FROM (SELECT '' AS prefix, o.* FROM "       \
	"pg_class,"                                                                                \
	" pg_options_to_table(reloptions) o WHERE oid = relation UNION ALL SELECT 'toast.', o.* "  \
	"FROM"                                                                                     \
	" pg_class c JOIN pg_class toast ON toast.oid = c.reltoastrelid,"                          \
	" pg_options_to_table(toast.reloptions) o WHERE c.oid = relation) AS options), '[]');\n"

#define KEEP_STORAGE                                                                               \
	"	SELECT array_agg(indexrelid) INTO indexes FROM pg_index WHERE indrelid = "               \
	"relation AND"                                                                             \
	" indisvalid;\n"                                                                           \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array(format('EXISTS "          \
	"(SELECT"                                                                                  \
	" FROM pg_class WHERE oid = $1 AND reltablespace <> %s)', reltablespace), 'ALTER ' || "    \
	"word,"                                                                                    \
	" format(' SET TABLESPACE %I', spcname))) FROM pg_class c JOIN pg_tablespace s ON s.oid =" \
	" reltablespace WHERE c.oid = relation), '[]')\n"                                          \
	"		|| coalesce((SELECT jsonb_agg(jsonb_build_array(format('EXISTS (SELECT "                \
	"FROM pg_class"                                                                            \
	" WHERE oid = $1 AND relam <> %s)', relam), 'ALTER ' || word, format(' SET ACCESS METHOD " \
	"%I',"                                                                                     \
	" amname))) FROM pg_class c JOIN pg_am m ON m.oid = relam WHERE c.oid = relation), "       \
	"'[]');\n"

#define KEEP_POPULATED                                                                             \
	"	IF NOT (SELECT relispopulated FROM pg_class WHERE oid = relation) THEN\n"                \
	"		items := items || jsonb_build_array(jsonb_build_array('true', 'REFRESH "                \
	"MATERIALIZED VIEW"                                                                        \
	" ', ' WITH NO DATA'));\n"                                                                 \
	"	END IF;\n"

/* Constraints and indexes that are dropped with the column. */
#define KEEP_COLUMN_PARTS                                                                          \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array(format('NOT "             \
	"EXISTS (SELECT"                                                                           \
	" FROM pg_constraint WHERE conrelid = $1 AND conname = %L)', conname), 'ALTER TABLE ',"    \
	" format(' ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))) ORDER BY contype "  \
	"<>"                                                                                       \
	" 'p', contype = 'f', conname) FROM pg_constraint WHERE conrelid = relation AND contype "  \
	"IN"                                                                                       \
	" ('p', 'u', 'c', 'x', 'f') AND conkey @> (SELECT ARRAY[attnum] FROM pg_attribute WHERE"   \
	" attrelid = relation AND attname = (parse_ident(named))[1])), '[]')\n"                    \
	"		|| coalesce((SELECT "                                                                   \
	"jsonb_agg(jsonb_build_array(format('obj_description((SELECT oid FROM"                     \
	" pg_constraint WHERE conrelid = $1 AND conname = %L), ''pg_constraint'') IS NULL', "      \
	"conname),"                                                                                \
	" format('COMMENT ON CONSTRAINT %I ON ', conname), format(' IS %L', description)) ORDER "  \
	"BY"                                                                                       \
	" conname) FROM pg_constraint c JOIN pg_description ON objoid = c.oid AND classoid ="      \
	" 'pg_constraint'::regclass WHERE conrelid = relation AND conkey @> (SELECT ARRAY[attnum]" \
	" FROM pg_attribute WHERE attrelid = relation AND attname = (parse_ident(named))[1])), "   \
	"'[]');\n"                                                                                 \
	"	SELECT array_agg(DISTINCT indexrelid) INTO indexes FROM pg_index JOIN pg_depend "        \
	"ON classid"                                                                               \
	" = 'pg_class'::regclass AND objid = indexrelid AND refclassid = 'pg_class'::regclass AND" \
	" refobjid = indrelid JOIN pg_attribute ON attrelid = indrelid AND attnum = refobjsubid "  \
	"WHERE"                                                                                    \
	" indrelid = relation AND attname = (parse_ident(named))[1] AND indisvalid;\n"

/* The properties of `indexes`; with the indexes themselves if they go with their relation. */
#define KEEP_INDEXES                                                                               \
	"	items := items || coalesce((SELECT "                                                     \
	"jsonb_agg(jsonb_build_array(format(v.condition, q.name),"                                 \
	" v.sql, null) ORDER BY relname, v.step) FROM pg_index x JOIN pg_class c ON c.oid ="       \
	" indexrelid JOIN pg_namespace n ON n.oid = relnamespace LEFT JOIN pg_tablespace s ON "    \
	"s.oid ="                                                                                  \
	" reltablespace, LATERAL (SELECT format('%I.%I', nspname, relname) AS name) q, LATERAL"    \
	" (VALUES\n"                                                                               \
	"		(1, 'to_regclass(%L) IS NULL', pg_get_indexdef(c.oid), kind IN "                        \
	"('materialized view',"                                                                    \
	" 'column') AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid)),\n"         \
	"		(2, 'EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(%L) AND "                     \
	"reltablespace <> ' ||"                                                                    \
	" reltablespace || ')', format('ALTER INDEX %s SET TABLESPACE %s', q.name, "               \
	"quote_ident(spcname)), spcname"                                                           \
	" IS NOT NULL),\n"                                                                         \
	"		(3, 'obj_description(to_regclass(%L), ''pg_class'') IS NULL', "                         \
	"format('COMMENT ON INDEX"                                                                 \
	" %s IS %L', q.name, obj_description(c.oid, 'pg_class')), obj_description(c.oid, "         \
	"'pg_class')"                                                                              \
	" IS NOT NULL),\n"                                                                         \
	"		(4, 'to_regclass(%L) IS NOT NULL', format('ALTER %s%s CLUSTER ON %I', "                 \
	"CASE WHEN kind ="                                                                         \
	" 'materialized view' THEN word ELSE 'TABLE ' END, indrelid::regclass, relname),"          \
	" indisclustered),\n"                                                                      \
	"		(5, 'to_regclass(%L) IS NOT NULL', format('ALTER TABLE %s REPLICA "                     \
	"IDENTITY USING INDEX"                                                                     \
	" %I', indrelid::regclass, relname), indisreplident),\n"                                   \
	"		(6, 'to_regclass(%L) IS NOT NULL', (SELECT string_agg(format('ALTER "                   \
	"INDEX %s ALTER"                                                                           \
	" COLUMN %s SET STATISTICS %s', q.name, attnum, attstattarget), '; ') FROM pg_attribute "  \
	"WHERE"                                                                                    \
	" attrelid = c.oid AND coalesce(attstattarget, -1) >= 0), true)\n"                         \
	"	) v(step, condition, sql, is_set) WHERE indexrelid = ANY (indexes) AND is_set "          \
	"AND v.sql IS"                                                                             \
	" NOT NULL), '[]');\n"

/* CREATE STATISTICS on the materialized view or over the column. */
#define KEEP_STATISTICS                                                                            \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array(format('NOT "             \
	"EXISTS (SELECT"                                                                           \
	" FROM pg_statistic_ext WHERE stxname = %L AND stxnamespace = %s)', stxname, "             \
	"stxnamespace),"                                                                           \
	" pg_get_statisticsobjdef(x.oid) || coalesce(format('; COMMENT ON STATISTICS %I.%I IS "    \
	"%L',"                                                                                     \
	" nspname, stxname, obj_description(x.oid, 'pg_statistic_ext')), '') || CASE WHEN"         \
	" coalesce((to_jsonb(x) ->> 'stxstattarget')::int, -1) >= 0 THEN format('; ALTER "         \
	"STATISTICS"                                                                               \
	" %I.%I SET STATISTICS %s', nspname, stxname, to_jsonb(x) ->> 'stxstattarget') ELSE '' "   \
	"END ||"                                                                                   \
	" CASE WHEN stxowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user) THEN "     \
	"format('"                                                                                 \
	"; ALTER STATISTICS %I.%I OWNER TO %I', nspname, stxname, pg_get_userbyid(stxowner)) "     \
	"ELSE ''"                                                                                  \
	" END, null) ORDER BY stxname) FROM pg_statistic_ext x JOIN pg_namespace n ON n.oid ="     \
	" stxnamespace WHERE stxrelid = relation AND (kind <> 'column' OR EXISTS (SELECT FROM"     \
	" pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid WHERE "      \
	"classid ="                                                                                \
	" 'pg_statistic_ext'::regclass AND objid = x.oid AND refclassid = 'pg_class'::regclass "   \
	"AND"                                                                                      \
	" refobjid = relation AND attname = (parse_ident(named))[1]))), '[]');\n"

/* ALTER TABLE … DISABLE TRIGGER and the like. */
#define KEEP_ENABLED(what, catalog, state, name)                                                   \
	"	items := items || coalesce((SELECT jsonb_agg(jsonb_build_array('true', "                 \
	"format('ALTER TABLE"                                                                      \
	" %s %s " what " %I', relation::regclass, CASE " state                                     \
	" WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN"                                                   \
	" 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, " name "), null)) FROM " catalog              \
	" WHERE oid = object AND " state " <> 'O'), '[]');\n"

#define KEEP_CONSTRAINT_INDEX                                                                      \
	"	SELECT array_agg(conindid) INTO indexes FROM pg_constraint WHERE oid = object "          \
	"AND contype"                                                                              \
	" IN ('p', 'u', 'x');\n"

#endif
