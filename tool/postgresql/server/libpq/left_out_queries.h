/*
 * left_out_queries: queries for the contents of a PostgreSQL database that no model can declare. Only
 * left_out.c includes this.
 *
 * The query is assembled from parts: a prefix with common tables, one part for each kind, and a
 * suffix. A part selects kind, name, detail, state, minor, class and id of the object (0: a property
 * of another object), class and id of the object that the item is about (0: none). Columns of
 * catalogues that only some servers have are read through to_jsonb(), or in a part of their own.
 *
 * Every catalogue column that DDL can set is either read by queries.h or by a part. Objects that
 * are shared by all databases (roles, tablespaces, parameters) do not belong to a database.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LEFT_OUT_QUERIES_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LEFT_OUT_QUERIES_H

#include "postgresql/server/libpq/query_parts.h"

#define CLASS(name) "'" name "'::regclass::oid"
#define DESCRIBE(class, id, sub) "pg_describe_object('" class "'::regclass, " id ", " sub ")"

/* The description without its first words: "kind name" → "name". */
#define NAME(kind, class, id) "regexp_replace(" DESCRIBE(class, id, "0") ", '^" kind " ', '')"
#define SELECT(kind, name, detail) "SELECT '" kind "'::text, " name ", " detail ", "
#define NO_STATE "NULL::text, false, "
#define MINOR "NULL::text, true, "
#define OBJECT(class, id) CLASS(class) ", " id ", 0::oid, 0::oid"
#define OBJECT_OF(class, id, of_class, of) CLASS(class) ", " id ", " CLASS(of_class) ", " of
#define ABOUT(class, id) "0::oid, 0::oid, " CLASS(class) ", " id
#define ABOUT_NOTHING "0::oid, 0::oid, 0::oid, 0::oid"
#define NOT_EXTENDED(class, id)                                                                    \
	"NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = " CLASS(class)                    \
	" AND e.objid = " id " AND e.deptype IN ('e', 'i'))"
#define ONE_LINE(text) "regexp_replace(" text ", '\\s+', ' ', 'g')"

/*
 * The columns of a row that differ from their usual values, as text; `skip` is a regular expression
 * for the names of those that are of no interest, or are identifiers that differ between databases.
 */
#define COLUMNS_OF(row, skip)                                                                      \
	"(SELECT string_agg(j.key || ' = ' || j.value, ', ' ORDER BY j.key)"                       \
	" FROM jsonb_each_text(to_jsonb(" row ")) j WHERE j.value NOT IN ('-', '0') AND j.key !~"  \
	" '^(oid|.*owner|.*namespace|.*acl|.*name|" skip ")$')"

/*
 * Whether privileges differ from those of a new object, or from those that initdb or the extension
 * gave. initdb does not record that PUBLIC may read information_schema.
 */
#define GRANTED(letter, acl, owner, class, id, sub)                                                \
	acl " IS NOT NULL AND ARRAY(SELECT x::text FROM unnest(" acl ") x ORDER BY 1) <>"          \
	" ARRAY(SELECT x::text FROM unnest(coalesce((SELECT p.initprivs FROM pg_init_privs p"      \
	" WHERE p.classoid = " CLASS(class) " AND p.objoid = " id " AND p.objsubid = " sub "),"    \
	" acldefault('" letter "', " owner ") || CASE WHEN " id " < 16384 AND '" letter "' IN"      \
	" ('r', 'n') THEN ARRAY[makeaclitem(0, " owner ", CASE '" letter "' WHEN 'n' THEN 'USAGE'" \
	" ELSE 'SELECT' END, false)] ELSE '{}' END)) x ORDER BY 1)"
#define PRIVILEGES(letter, acl, owner, class)                                                      \
	SELECT("privileges", DESCRIBE(class, "o.oid", "0"), "array_to_string(" acl ", ', ')")      \
	NO_STATE ABOUT(class, "o.oid") " FROM " class " o WHERE "                                  \
	GRANTED(letter, acl, owner, class, "o.oid", "0")

static const char *const left_out_prefix[] = {
	"WITH spaces AS (SELECT oid AS id, nspname FROM pg_namespace WHERE " OF_USER("nspname") "),"
	" rels AS (SELECT c.oid AS id, c.relkind, c.relowner, c.reltablespace, c.relam,"
	" c.reltoastrelid, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,"
	" c.reloptions, c.reloftype, c.relispopulated, c.relispartition, coalesce(i.indrelid,"
	" (SELECT o.refobjid FROM pg_depend o WHERE o.classid = 'pg_class'::regclass"
	" AND o.objid = c.oid AND o.refclassid = 'pg_class'::regclass AND c.relkind = 'S'"
	" AND o.deptype IN ('a', 'i')), c.oid) AS about,"
	" " IS_LEFT_OUT_TABLE("c") " AS child"
	" FROM pg_class c JOIN spaces s ON s.id = c.relnamespace"
	" LEFT JOIN pg_index i ON i.indexrelid = c.oid"
	" WHERE c.relpersistence <> 't' AND " NOT_OF_EXTENSION("pg_class", "c.oid") "),",
	" owned AS (SELECT " CLASS("pg_class") " AS class, id, relowner AS owner FROM rels"
	" WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'c') OR relkind = 'S' AND about = id"
#define OWNED(class, owner, place)                                                                 \
	" UNION ALL SELECT " CLASS(class) ", o.oid, o." owner " FROM " class " o"                  \
	" JOIN spaces s ON s.id = o." place " WHERE " NOT_EXTENDED(class, "o.oid")
#define OWNED_ANYWHERE(class, owner)                                                               \
	" UNION ALL SELECT " CLASS(class) ", o.oid, o." owner " FROM " class " o"                  \
	" WHERE o.oid >= 16384 AND " NOT_EXTENDED(class, "o.oid")
	OWNED("pg_proc", "proowner", "pronamespace")
	OWNED("pg_type", "typowner", "typnamespace") " AND o.typelem = 0 AND o.typrelid = 0"
	" AND o.typtype <> 'm'"
	OWNED("pg_collation", "collowner", "collnamespace")
	OWNED("pg_conversion", "conowner", "connamespace")
	OWNED("pg_operator", "oprowner", "oprnamespace")
	OWNED("pg_opclass", "opcowner", "opcnamespace")
	OWNED("pg_opfamily", "opfowner", "opfnamespace")
	OWNED("pg_statistic_ext", "stxowner", "stxnamespace"),
	OWNED("pg_ts_config", "cfgowner", "cfgnamespace")
	OWNED("pg_ts_dict", "dictowner", "dictnamespace")
	OWNED_ANYWHERE("pg_language", "lanowner")
	OWNED_ANYWHERE("pg_extension", "extowner")
	OWNED_ANYWHERE("pg_foreign_data_wrapper", "fdwowner")
	OWNED_ANYWHERE("pg_foreign_server", "srvowner")
	OWNED_ANYWHERE("pg_event_trigger", "evtowner")
	OWNED_ANYWHERE("pg_publication", "pubowner")
	OWNED_ANYWHERE("pg_subscription", "subowner")
	" UNION ALL SELECT " CLASS("pg_namespace") ", n.oid, n.nspowner FROM pg_namespace n"
	" JOIN spaces s ON s.id = n.oid WHERE NOT (n.nspname = 'public' AND (n.nspowner = 10"
	" OR pg_get_userbyid(n.nspowner) = 'pg_database_owner')) AND "
	NOT_EXTENDED("pg_namespace", "n.oid") "),"
	" here AS (SELECT oid AS id, datdba FROM pg_database WHERE datname = current_database()),"
	" most AS (SELECT owner FROM owned GROUP BY owner"
	" ORDER BY count(*) DESC, owner = (SELECT datdba FROM here) DESC, owner LIMIT 1),"
	" items(kind, name, detail, state, minor, class, id, about_class, about) AS (",
};


/* The columns, constraints and indexes of a relation that is left out as a whole. */
#define SHAPE(id)                                                                                  \
	"concat_ws(';', (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid,"      \
	" a.atttypmod), a.attnotnull, a.attfdwoptions, a.attcollation::regcollation,"              \
	" pg_get_expr(d.adbin, d.adrelid)), ',' ORDER BY a.attnum) FROM pg_attribute a"            \
	" LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"                 \
	" WHERE a.attrelid = " id " AND a.attnum > 0 AND NOT a.attisdropped),"                     \
	" (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ',' ORDER BY"        \
	" k.conname) FROM pg_constraint k WHERE k.conrelid = " id "),"                             \
	" (SELECT string_agg(pg_get_indexdef(x.indexrelid), ',' ORDER BY x.indexrelid::regclass::text)" \
	" FROM pg_index x WHERE x.indrelid = " id "))"

/* 'O', 'D', 'R', 'A' of pg_trigger.tgenabled and others. */
#define ENABLED(column)                                                                            \
	"CASE " column " WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'"                   \
	" WHEN 'A' THEN 'ENABLE ALWAYS' END"

#define STATE(text) text ", false, "

/* Relations and their columns. The parts are joined by UNION ALL. */
static const char *const left_out_relations[] = {
	SELECT("row level security", DESCRIBE("pg_class", "id", "0"),
		"concat_ws(', ', CASE WHEN relrowsecurity THEN 'ENABLE' END,"
		" CASE WHEN relforcerowsecurity THEN 'FORCE' END)") NO_STATE ABOUT("pg_class", "id")
		" FROM rels WHERE relrowsecurity OR relforcerowsecurity",
	SELECT("policy", NAME("policy", "pg_policy", "p.oid"),
		"concat_ws(' ', CASE WHEN NOT polpermissive THEN 'AS RESTRICTIVE' END, CASE polcmd"
		" WHEN 'r' THEN 'FOR SELECT' WHEN 'a' THEN 'FOR INSERT' WHEN 'w' THEN 'FOR UPDATE'"
		" WHEN 'd' THEN 'FOR DELETE' END, 'TO ' || (SELECT string_agg(CASE x WHEN 0 THEN"
		" 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x)) END, ', ' ORDER BY"
		" pg_get_userbyid(x)) FROM unnest(polroles) x),"
		" 'USING (' || pg_get_expr(polqual, polrelid) || ')',"
		" 'WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')')")
		NO_STATE OBJECT_OF("pg_policy", "p.oid", "pg_class", "polrelid")
		" FROM pg_policy p JOIN rels r ON r.id = p.polrelid",
	SELECT("replica identity", DESCRIBE("pg_class", "r.id", "0"), "CASE relreplident"
		" WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE 'USING INDEX ' || (SELECT"
		" string_agg(indexrelid::regclass::text, ', ') FROM pg_index i WHERE i.indrelid = r.id"
		" AND i.indisreplident) END") NO_STATE ABOUT("pg_class", "id")
		" FROM rels r WHERE relkind IN ('r', 'p', 'm') AND relreplident <> 'd'",
	SELECT("row type", DESCRIBE("pg_class", "id", "0"),
		"'OF ' || format_type(reloftype, NULL)") NO_STATE ABOUT("pg_class", "id")
		" FROM rels WHERE reloftype <> 0",
	SELECT("table access method", DESCRIBE("pg_class", "r.id", "0"), "m.amname::text")
		NO_STATE ABOUT("pg_class", "r.id") " FROM rels r JOIN pg_am m ON m.oid = r.relam"
		" WHERE relkind IN ('r', 'p', 'm') AND m.amname <> 'heap'",
	SELECT("tablespace", DESCRIBE("pg_class", "r.id", "0"), "p.spcname::text")
		NO_STATE ABOUT("pg_class", "about")
		" FROM rels r JOIN pg_tablespace p ON p.oid = r.reltablespace",
	SELECT("storage parameters", DESCRIBE("pg_class", "r.id", "0"), "(SELECT"
		" string_agg('toast.' || o, ', ') FROM unnest(t.reloptions) o)") NO_STATE
		ABOUT("pg_class", "r.id") " FROM rels r JOIN pg_class t ON t.oid = r.reltoastrelid"
		" WHERE t.reloptions IS NOT NULL",
	SELECT("storage parameters", DESCRIBE("pg_class", "r.id", "0"),
		"array_to_string(reloptions, ', ')") NO_STATE ABOUT("pg_class", "about")
		" FROM rels r WHERE reloptions IS NOT NULL AND relkind IN ('i', 'I')"
		" AND EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = r.id"
		" AND k.contype IN ('p', 'u', 'x'))",
	SELECT("clustering", DESCRIBE("pg_class", "i.indrelid", "0"),
		"'CLUSTER ON ' || i.indexrelid::regclass") NO_STATE ABOUT("pg_class", "i.indrelid")
		" FROM pg_index i JOIN rels r ON r.id = i.indrelid WHERE i.indisclustered",
	SELECT("index", "i.indexrelid::regclass || ' on ' || " DESCRIBE("pg_class", "r.id", "0"),
		ONE_LINE("pg_get_indexdef(i.indexrelid)"))
		NO_STATE OBJECT_OF("pg_class", "i.indexrelid", "pg_class", "r.id")
		" FROM pg_index i JOIN rels r ON r.id = i.indrelid WHERE r.relkind = 'm'",
	SELECT("invalid index", "i.indexrelid::regclass::text", "CASE WHEN c.relkind = 'I' THEN"
		" 'the partitions have no index that is attached to it' WHEN NOT i.indisready OR"
		" NOT i.indislive THEN 'CREATE or DROP INDEX CONCURRENTLY was interrupted'"
		" ELSE 'CREATE INDEX CONCURRENTLY failed' END") NO_STATE
		ABOUT("pg_class", "i.indrelid") " FROM pg_index i JOIN rels r ON r.id = i.indrelid"
		" JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid",
	SELECT("unlogged sequence", NAME("sequence", "pg_class", "r.id"), "NULL::text")
		NO_STATE ABOUT("pg_class", "about") " FROM rels r JOIN pg_class t ON t.oid = r.about"
		" WHERE r.relkind = 'S' AND r.relpersistence = 'u' AND (r.about = r.id"
		" OR t.relpersistence <> 'u')",
	SELECT("logged sequence of an unlogged table", NAME("sequence", "pg_class", "r.id"),
		"NULL::text") NO_STATE ABOUT("pg_class", "about")
		" FROM rels r JOIN pg_class t ON t.oid = r.about AND t.relkind <> 'S'"
		" WHERE r.relkind = 'S' AND r.relpersistence = 'p' AND t.relpersistence = 'u'"
		" AND current_setting('server_version_num')::int >= 150000",
	SELECT("partition", "r.id::regclass::text", "concat_ws(' ', 'OF', h.inhparent::regclass::text,"
		" pg_get_expr(c.relpartbound, c.oid), 'PARTITION BY ' || CASE WHEN c.relkind = 'p'"
		" THEN pg_get_partkeydef(c.oid) END)")
		STATE("concat_ws(';', c.relpersistence, c.reloptions, " SHAPE("r.id") ")")
		OBJECT("pg_class", "r.id") " FROM rels r JOIN pg_class c ON c.oid = r.id"
		" JOIN pg_inherits h ON h.inhrelid = r.id WHERE r.relispartition"
		" AND r.relkind IN ('r', 'p')",
	SELECT("inherited table", "r.id::regclass::text", "'INHERITS (' || (SELECT"
		" string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) FROM"
		" pg_inherits h WHERE h.inhrelid = r.id) || ')'")
		STATE("concat_ws(';', c.relpersistence, c.reloptions, " SHAPE("r.id") ")")
		OBJECT("pg_class", "r.id") " FROM rels r JOIN pg_class c ON c.oid = r.id"
		" WHERE NOT r.relispartition AND r.relkind IN ('r', 'p')"
		" AND EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = r.id)",
	SELECT("table without columns", "r.id::regclass::text", "NULL::text") NO_STATE
		OBJECT("pg_class", "r.id") " FROM rels r WHERE r.relkind IN ('r', 'p') AND r.child"
		" AND NOT r.relispartition AND " HAS_NO_COLUMNS("r.id") " AND NOT EXISTS (SELECT 1"
		" FROM pg_inherits h WHERE h.inhrelid = r.id)",
	SELECT("foreign key", "k.conname || ' of ' || " DESCRIBE("pg_class", "k.conrelid", "0"),
		"pg_get_constraintdef(k.oid)") NO_STATE
		OBJECT_OF("pg_constraint", "k.oid", "pg_class", "k.conrelid")
		" FROM pg_constraint k JOIN rels r ON r.id = k.conrelid AND NOT r.child"
		" WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT EXISTS (SELECT 1 FROM rels f"
		" WHERE f.id = k.confrelid AND NOT f.child)",
	SELECT("constraint option", "k.conname || ' of ' || " DESCRIBE("pg_class", "k.conrelid", "0"),
		"concat_ws(', ', 'INCLUDE (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)"
		" FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attnum > i.indnkeyatts)"
		" || ')', 'ON DELETE ' || substring(pg_get_constraintdef(k.oid)"
		" from 'ON DELETE (SET [A-Z]+ [(].*[)])'), CASE WHEN to_jsonb(k)->>'conperiod' ="
		" 'true' THEN 'WITHOUT OVERLAPS or PERIOD' END, CASE WHEN to_jsonb(k)->>'conenforced' ="
		" 'false' THEN 'NOT ENFORCED' END)") NO_STATE ABOUT("pg_class", "k.conrelid")
		" FROM pg_constraint k JOIN rels r ON r.id = k.conrelid AND NOT r.child"
		" LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')"
		" WHERE i.indnatts > i.indnkeyatts OR"
		" k.contype = 'f' AND to_jsonb(k)->>'confdelsetcols' IS NOT NULL OR"
		" to_jsonb(k)->>'conperiod' = 'true' OR to_jsonb(k)->>'conenforced' = 'false'",
	SELECT("foreign table", "r.id::regclass::text", "'SERVER ' || quote_ident(s.srvname)")
		STATE("concat_ws(';', f.ftoptions, " SHAPE("r.id") ")") OBJECT("pg_class", "r.id")
		" FROM rels r JOIN pg_foreign_table f ON f.ftrelid = r.id"
		" JOIN pg_foreign_server s ON s.oid = f.ftserver",
	SELECT("materialized view without data", "id::regclass::text", "NULL::text") NO_STATE
		ABOUT("pg_class", "id") " FROM rels WHERE relkind = 'm' AND NOT relispopulated",
	SELECT("statistics target", DESCRIBE("pg_class", "r.id", "a.attnum"), "a.attstattarget::text")
		NO_STATE ABOUT("pg_class", "r.about") " FROM rels r JOIN pg_attribute a"
		" ON a.attrelid = r.id AND a.attnum > 0 AND NOT a.attisdropped"
		" WHERE a.attstattarget >= 0 AND r.relkind NOT IN ('S', 'c', 'v')",
	SELECT("column storage", DESCRIBE("pg_class", "r.id", "a.attnum"), "CASE a.attstorage"
		" WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED'"
		" END") NO_STATE ABOUT("pg_class", "r.id") " FROM rels r JOIN pg_attribute a"
		" ON a.attrelid = r.id AND a.attnum > 0 AND NOT a.attisdropped"
		" JOIN pg_type t ON t.oid = a.atttypid"
		" WHERE a.attstorage <> t.typstorage AND r.relkind IN ('r', 'p', 'm', 'f')",
	SELECT("column options", DESCRIBE("pg_class", "r.id", "a.attnum"),
		"array_to_string(a.attoptions, ', ')") NO_STATE ABOUT("pg_class", "r.id")
		" FROM rels r JOIN pg_attribute a ON a.attrelid = r.id AND a.attnum > 0"
		" WHERE a.attoptions IS NOT NULL AND r.relkind NOT IN ('i', 'I')",
	SELECT("column default", DESCRIBE("pg_class", "r.id", "d.adnum"),
		ONE_LINE("pg_get_expr(d.adbin, d.adrelid)")) NO_STATE ABOUT("pg_class", "r.id")
		" FROM rels r JOIN pg_attrdef d ON d.adrelid = r.id WHERE r.relkind = 'v'",
	SELECT("trigger state", NAME("trigger", "pg_trigger", "g.oid"), ENABLED("g.tgenabled"))
		NO_STATE ABOUT("pg_class", "r.id") " FROM pg_trigger g JOIN rels r ON r.id = g.tgrelid"
		" WHERE g.tgenabled <> 'O' AND NOT g.tgisinternal",
	SELECT("trigger state", NAME("constraint", "pg_constraint", "k.oid"), "string_agg(DISTINCT "
		ENABLED("g.tgenabled") ", ', ')") NO_STATE ABOUT("pg_class", "k.conrelid")
		" FROM pg_trigger g JOIN rels r ON r.id = g.tgrelid"
		" JOIN pg_constraint k ON k.oid = g.tgconstraint AND k.contype <> 't'"
		" WHERE g.tgenabled <> 'O' AND g.tgisinternal GROUP BY k.oid, k.conrelid",
	SELECT("trigger", NAME("trigger", "pg_trigger", "g.oid"),
		ONE_LINE("pg_get_triggerdef(g.oid)"))
		NO_STATE OBJECT_OF("pg_trigger", "g.oid", "pg_class", "r.id")
		" FROM pg_trigger g JOIN rels r ON r.id = g.tgrelid WHERE NOT g.tgisinternal"
		" AND (r.child OR r.relkind = 'f') AND NOT EXISTS (SELECT 1 FROM pg_depend d"
		" WHERE d.classid = 'pg_trigger'::regclass AND d.objid = g.oid AND d.deptype = 'P')",
	SELECT("rule state", NAME("rule", "pg_rewrite", "w.oid"), ENABLED("w.ev_enabled"))
		NO_STATE ABOUT("pg_class", "r.id") " FROM pg_rewrite w JOIN rels r ON r.id = w.ev_class"
		" WHERE w.ev_enabled <> 'O'",
	SELECT("rule", NAME("rule", "pg_rewrite", "w.oid"), ONE_LINE("pg_get_ruledef(w.oid)"))
		NO_STATE OBJECT_OF("pg_rewrite", "w.oid", "pg_class", "r.id")
		" FROM pg_rewrite w JOIN rels r ON r.id = w.ev_class WHERE r.child"
		" OR r.relkind = 'f'",
	SELECT("sequence options", "q.seqrelid::regclass || ' of ' || "
		DESCRIBE("pg_class", "o.refobjid", "o.refobjsubid"), "concat_ws(' ', 'not '"
		" || nullif(" DEFAULT_SEQUENCE_NAME ", c.relname) || ';', CASE WHEN"
		" o.deptype = 'a' AND q.seqtypid <> a.atttypid THEN 'AS ' || format_type(q.seqtypid, NULL)"
		" END, CASE WHEN o.deptype = 'a' THEN " SEQUENCE_OPTIONS " END)")
		NO_STATE ABOUT("pg_class", "r.about") " FROM pg_sequence q JOIN rels r"
		" ON r.id = q.seqrelid AND r.about <> r.id JOIN pg_class c ON c.oid = r.id"
		" JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = q.seqrelid"
		" AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')"
		" JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid"
		" JOIN pg_class t ON t.oid = a.attrelid"
		" LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
		" WHERE (o.deptype = 'i' OR " IS_SERIAL ") AND (c.relname <> " DEFAULT_SEQUENCE_NAME
		" OR o.deptype = 'a' AND (q.seqtypid <> a.atttypid OR " SEQUENCE_OPTIONS
		" IS NOT NULL))",
	SELECT("ownership", DESCRIBE("pg_class", "q.seqrelid", "0"), "'OWNED BY ' || "
		DESCRIBE("pg_class", "o.refobjid", "o.refobjsubid"))
		NO_STATE ABOUT("pg_class", "q.seqrelid") " FROM pg_sequence q JOIN rels r"
		" ON r.id = q.seqrelid"
		" JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = q.seqrelid"
		" AND o.refclassid = 'pg_class'::regclass AND o.deptype = 'a'"
		" JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid"
		" LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
		" WHERE NOT coalesce(" IS_SERIAL ", false)",
	SELECT("privileges", DESCRIBE("pg_class", "c.oid", "0"), "array_to_string(c.relacl, ', ')")
		NO_STATE ABOUT("pg_class", "coalesce((SELECT r.about FROM rels r WHERE r.id = c.oid),"
		" c.oid)") " FROM pg_class c WHERE c.relpersistence <> 't' AND "
		"CASE c.relkind WHEN 'S' THEN " GRANTED("s", "c.relacl", "c.relowner", "pg_class",
		"c.oid", "0") " ELSE " GRANTED("r", "c.relacl", "c.relowner", "pg_class", "c.oid", "0")
		" END",
	SELECT("privileges", DESCRIBE("pg_class", "a.attrelid", "a.attnum"),
		"array_to_string(a.attacl, ', ')") NO_STATE ABOUT("pg_class", "a.attrelid")
		" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE NOT a.attisdropped"
		" AND c.relpersistence <> 't' AND " GRANTED("c", "a.attacl", "c.relowner", "pg_class",
		"a.attrelid", "a.attnum"),
};

/* pg_attribute.attcompression exists since 14. */
static const char left_out_compression[] =
	SELECT("column compression", DESCRIBE("pg_class", "r.id", "a.attnum"),
		"CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END") NO_STATE
		ABOUT("pg_class", "r.id") " FROM rels r JOIN pg_attribute a ON a.attrelid = r.id"
		" AND a.attnum > 0 AND NOT a.attisdropped WHERE a.attcompression <> ''";

#endif
