/*
 * queries: the queries on pg_catalog. Only postgresql_inspect.c includes this.
 *
 * An enum beside each query names its columns in their order.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_QUERIES_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_QUERIES_H

#include "postgresql/server/libpq/query_parts.h"

enum {
	TABLE_ID,
	TABLE_SCHEMA,
	TABLE_NAME,
	TABLE_UNLOGGED,
	TABLE_OPTIONS,
	TABLE_COMMENT,
	TABLE_LEFT_OUT
};

static const char tables_query[] =
	"SELECT c.oid, " SCHEMA_OF("n.nspname") ", c.relname, c.relpersistence = 'u',"
	" nullif(concat_ws(' ', CASE WHEN c.relkind = 'p' THEN"
	" 'PARTITION BY ' || pg_get_partkeydef(c.oid) END,"
	" 'WITH (' || array_to_string(c.reloptions, ', ') || ')'), ''),"
	" d.description,"
	" " IS_LEFT_OUT_TABLE("c")
	" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
	COMMENT("d", "pg_class", "c.oid", "0")
	" WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND " OF_USER("n.nspname")
	" AND " NOT_OF_EXTENSION("pg_class", "c.oid") " ORDER BY c.oid";

enum { COLUMN_TABLE, COLUMN_NAME, COLUMN_TYPE, COLUMN_NOT_NULL, COLUMN_DEFAULT, COLUMN_IDENTITY,
	COLUMN_GENERATED, COLUMN_COLLATION, COLUMN_COMMENT, COLUMN_ENUM, COLUMN_ENUM_SCHEMA,
	COLUMN_OPTIONS, COLUMN_OWNS_SEQUENCE, COLUMN_SEQUENCE_TYPE };

/* pg_attribute.attgenerated exists since 12. */
#define COLUMNS_QUERY(generated)                                                                   \
	"SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"        \
	" pg_get_expr(d.adbin, d.adrelid), a.attidentity, " generated ","                          \
	" CASE WHEN a.attcollation <> t.typcollation THEN " COLLATION_NAME " END, m.description,"  \
	" CASE WHEN t.typtype = 'e' THEN t.typname END,"                                           \
	" CASE WHEN t.typtype = 'e' THEN " SCHEMA_OF("tn.nspname") " END, " SEQUENCE_OPTIONS ","   \
	" q.seqrelid IS NOT NULL AND " IS_SERIAL ","                                               \
	" CASE WHEN q.seqtypid <> a.atttypid AND a.atttypid IN (20, 21, 23)"                       \
	" THEN format_type(q.seqtypid, NULL) END"                                                  \
	" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')"   \
	" JOIN pg_namespace n ON n.oid = c.relnamespace AND " OF_USER("n.nspname")                 \
	" JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace tn ON tn.oid = t.typnamespace"    \
	" LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"                 \
	" LEFT JOIN pg_collation co ON co.oid = a.attcollation"                                    \
	COMMENT("m", "pg_class", "a.attrelid", "a.attnum")                                         \
	" LEFT JOIN (pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid"                       \
	" AND o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass"            \
	" AND o.deptype IN ('a', 'i')) ON o.refobjid = a.attrelid AND o.refobjsubid = a.attnum"    \
	" AND (o.deptype = 'i' OR " IS_SERIAL ")"                                                  \
	" WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum"

static const char columns_query[] = COLUMNS_QUERY("a.attgenerated");
static const char columns_query_11[] = COLUMNS_QUERY("''");

enum {
	KEY_ID,
	KEY_TABLE,
	KEY_NAME,
	KEY_KIND,
	KEY_COLUMN,
	KEY_TARGET_COLUMN,
	KEY_TARGET_SCHEMA,
	KEY_TARGET,
	KEY_ON_UPDATE,
	KEY_ON_DELETE,
	KEY_MATCH,
	KEY_DEFERRABLE,
	KEY_DEFERRED,
	KEY_VALID,
	KEY_EXPRESSION,
	KEY_COMMENT,
	KEY_NULLS_NOT_DISTINCT,
	KEY_COLUMN_COUNT,
	KEY_TARGET_TABLE,
	KEY_NO_INHERIT
};

/*
 * pg_index.indnullsnotdistinct exists since 15. Since 18 NOT NULL is also a constraint, of contype
 * 'n'; pg_attribute still has it.
 */
#define CONSTRAINTS_QUERY(nulls_not_distinct)                                                      \
	"SELECT k.oid, k.conrelid, k.conname, k.contype, a.attname, fa.attname, "                  \
	SCHEMA_OF("fn.nspname") ", f.relname, k.confupdtype, k.confdeltype, k.confmatchtype,"      \
	" k.condeferrable, k.condeferred, k.convalidated, CASE k.contype"                          \
	" WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) WHEN 'x' THEN regexp_replace("           \
	"pg_get_constraintdef(k.oid), '^EXCLUDE (.*?)( DEFERRABLE( INITIALLY DEFERRED)?)?$', '\\1')" \
	" END, m.description,"                                                                     \
	" " nulls_not_distinct ", cardinality(k.conkey), nullif(k.confrelid, 0),"                  \
	" k.contype = 'c' AND k.connoinherit"                                                      \
	" FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"                              \
	" JOIN pg_namespace n ON n.oid = c.relnamespace AND " OF_USER("n.nspname")                 \
	" LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')"           \
	" LEFT JOIN pg_class f ON f.oid = k.confrelid" COMMENT("m", "pg_constraint", "k.oid", "0") \
	" LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace"                                    \
	" LEFT JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY u(own, other, place) ON true" \
	" LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own"                \
	" LEFT JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = u.other"          \
	" WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0"                      \
	" ORDER BY k.conrelid, k.contype <> 'p', k.oid, u.place"

static const char constraints_query[] = CONSTRAINTS_QUERY("i.indnullsnotdistinct");
static const char constraints_query_11[] = CONSTRAINTS_QUERY("false");

enum { INDEX_ID, INDEX_TABLE, INDEX_NAME, INDEX_UNIQUE, INDEX_METHOD, INDEX_WHERE, INDEX_WITH,
	INDEX_NULLS_NOT_DISTINCT, INDEX_COMMENT, INDEX_COLUMN, INDEX_EXPRESSION, INDEX_INCLUDED,
	INDEX_OPTION, INDEX_OPCLASS, INDEX_COLLATION };

#define INDEXES_QUERY(nulls_not_distinct)                                                          \
	"SELECT i.indexrelid, i.indrelid, c.relname, i.indisunique, m.amname,"                     \
	" pg_get_expr(i.indpred, i.indrelid, true), array_to_string(c.reloptions, ', '),"          \
	" " nulls_not_distinct ", d.description, a.attname,"                                       \
	" pg_get_indexdef(i.indexrelid, p.place, true), p.place > i.indnkeyatts,"                  \
	" i.indoption[p.place - 1], CASE WHEN NOT o.opcdefault OR x.attoptions IS NOT NULL THEN"   \
	" concat(CASE WHEN NOT pg_opclass_is_visible(o.oid) THEN o.opcnamespace::regnamespace ||"  \
	" '.' END, quote_ident(o.opcname), '(' || array_to_string(x.attoptions, ', ') || ')') END," \
	" CASE WHEN co.oid IS NOT NULL AND co.oid <> coalesce(a.attcollation, 100)"                \
	" THEN " COLLATION_NAME " END"                                                             \
	" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"                                 \
	" JOIN pg_class t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p')"                       \
	" JOIN pg_namespace n ON n.oid = t.relnamespace AND " OF_USER("n.nspname")                 \
	" JOIN pg_am m ON m.oid = c.relam" COMMENT("d", "pg_class", "c.oid", "0")                  \
	" CROSS JOIN LATERAL generate_series(1, i.indnatts) p(place)"                              \
	" LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.place - 1]" \
	" AND a.attnum <> 0"                                                                       \
	" LEFT JOIN pg_opclass o ON o.oid = i.indclass[p.place - 1]"                               \
	" LEFT JOIN pg_attribute x ON x.attrelid = i.indexrelid AND x.attnum = p.place"            \
	" LEFT JOIN pg_collation co ON co.oid = i.indcollation[p.place - 1]"                       \
	" WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid"         \
	" AND k.contype IN ('p', 'u', 'x')) AND NOT c.relispartition"                              \
	" ORDER BY i.indrelid, i.indexrelid, p.place"

static const char indexes_query[] = INDEXES_QUERY("i.indnullsnotdistinct");
static const char indexes_query_11[] = INDEXES_QUERY("false");

enum { ENUM_SCHEMA, ENUM_NAME, ENUM_VALUE };

static const char enums_query[] =
	"SELECT " SCHEMA_OF("n.nspname") ", t.typname, v.enumlabel FROM pg_type t"
	" JOIN pg_namespace n ON n.oid = t.typnamespace AND " OF_USER("n.nspname")
	" LEFT JOIN pg_enum v ON v.enumtypid = t.oid WHERE t.typtype = 'e' AND "
	NOT_OF_EXTENSION("pg_type", "t.oid") " ORDER BY t.oid, v.enumsortorder";

enum { OBJECT_ROW_KIND, OBJECT_ROW_SCHEMA, OBJECT_ROW_NAME, OBJECT_ROW_TABLE_SCHEMA,
	OBJECT_ROW_TABLE, OBJECT_ROW_SQL, OBJECT_ROW_COMMENT };

/* The default schema of CREATE EXTENSION, also inside begin_scratch. */
#define EXTENSION_SCHEMA                                                                           \
	"coalesce((SELECT x FROM unnest(current_schemas(false)) WITH ORDINALITY y(x, n)"           \
	" WHERE x <> 'schemac_scratch' ORDER BY n LIMIT 1), 'public')"

#define QUALIFIED(schema, name)                                                                    \
	"concat_ws('.', quote_ident(" SCHEMA_OF(schema) "), quote_ident(" name "))"

/* Independent objects first, then objects that depend on tables. */
static const char *const objects_queries[] = {
	"SELECT 'schema', NULL, nspname::text, NULL, NULL, 'CREATE SCHEMA ' || quote_ident(nspname),"
	" obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE " OF_USER("nspname")
	" AND nspname NOT IN (" HERE ", 'public') AND " NOT_OF_EXTENSION("pg_namespace", "pg_namespace.oid")
	" UNION ALL SELECT 'extension', NULL, extname, NULL, NULL,"
	" concat('CREATE EXTENSION ', quote_ident(extname), ' WITH SCHEMA ' ||"
	" CASE WHEN n.nspname <> " EXTENSION_SCHEMA " AND NOT EXISTS (SELECT 1 FROM"
	" pg_available_extension_versions v WHERE v.name = extname AND v.version = extversion"
	" AND v.schema IS NOT NULL) THEN quote_ident(n.nspname) END),"
	" nullif(obj_description(pg_extension.oid, 'pg_extension'),"
	" (SELECT v.comment FROM pg_available_extensions v WHERE v.name = extname))"
	" FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace"
	" WHERE extname <> 'plpgsql'"
	" UNION ALL SELECT 'domain', " SCHEMA_OF("n.nspname") ", t.typname, NULL, NULL,"
	" concat('CREATE DOMAIN ', " QUALIFIED("n.nspname", "t.typname") ", ' AS ',"
	" format_type(t.typbasetype, t.typtypmod), (SELECT ' COLLATE ' || t.typcollation::regcollation"
	" FROM pg_type b WHERE b.oid = t.typbasetype AND b.typcollation <> t.typcollation),"
	" ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0),"
	" CASE WHEN t.typnotnull THEN ' NOT NULL' END, (SELECT string_agg(' CONSTRAINT ' ||"
	" quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.oid)"
	" FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')),"
	" obj_description(t.oid, 'pg_type')"
	" FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND "
	OF_USER("n.nspname") " AND " NOT_OF_EXTENSION("pg_type", "t.oid")
	" UNION ALL SELECT 'sequence', " SCHEMA_OF("n.nspname") ", c.relname, NULL, NULL,"
	" concat('CREATE SEQUENCE ', " QUALIFIED("n.nspname", "c.relname") ", CASE WHEN q.seqtypid"
	" <> 20 THEN ' AS ' || format_type(q.seqtypid, NULL) END, ' ' || " SEQUENCE_OPTIONS "),"
	" obj_description(c.oid, 'pg_class') FROM pg_class c JOIN pg_sequence q ON q.seqrelid = c.oid"
	" JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relpersistence <> 't' AND "
	OF_USER("n.nspname") " AND (NOT EXISTS (SELECT 1 FROM pg_depend o WHERE o.classid ="
	" 'pg_class'::regclass AND o.objid = c.oid AND o.deptype IN ('a', 'i', 'e')) OR "
	SHOWN_SEQUENCE("c.oid") ") ORDER BY 1, 2, 3",
	"SELECT 'function', " SCHEMA_OF("n.nspname") ", p.proname || '(' ||"
	" oidvectortypes(p.proargtypes) || ')', NULL, NULL,"
	" regexp_replace(rtrim(pg_get_functiondef(p.oid), E'\\n '),"
	" '^CREATE OR REPLACE (FUNCTION|PROCEDURE) ' || CASE WHEN n.nspname = " HERE
	" THEN regexp_replace(quote_ident(n.nspname), '(\\W)', '\\\\\\1', 'g') || '[.]' ELSE '' END,"
	" 'CREATE \\1 '),"
	" obj_description(p.oid, 'pg_proc') FROM pg_proc p"
	" JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p') AND "
	OF_USER("n.nspname") " AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid ="
	" 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))"
	" ORDER BY 1, 2, 3",
	"SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END, "
	SCHEMA_OF("n.nspname") ", c.relname, NULL, NULL, concat('CREATE ', CASE c.relkind WHEN 'm'"
	" THEN 'MATERIALIZED ' END, 'VIEW ', " QUALIFIED("n.nspname", "c.relname") ","
	" ' WITH (' || array_to_string(c.reloptions, ', ') || ')', ' AS ',"
	" rtrim(pg_get_viewdef(c.oid), '; ')), obj_description(c.oid, 'pg_class')"
	" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
	" WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND " OF_USER("n.nspname") " AND "
	NOT_OF_EXTENSION("pg_class", "c.oid")
	" UNION ALL SELECT 'trigger', " SCHEMA_OF("n.nspname") ", g.tgname, "
	SCHEMA_OF("n.nspname") ", c.relname, pg_get_triggerdef(g.oid, true),"
	" obj_description(g.oid, 'pg_trigger') FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
	" JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT g.tgisinternal AND "
	OF_USER("n.nspname") " AND c.relkind <> 'f' AND NOT " IS_LEFT_OUT_TABLE("c")
	" UNION ALL SELECT 'rule', " SCHEMA_OF("n.nspname") ", r.rulename, "
	SCHEMA_OF("n.nspname") ", c.relname, rtrim(pg_get_ruledef(r.oid), '; '),"
	" obj_description(r.oid, 'pg_rewrite') FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
	" JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN' AND "
	OF_USER("n.nspname") " AND c.relkind <> 'f' AND NOT " IS_LEFT_OUT_TABLE("c")
	" ORDER BY 1, 2, 3, 5",
};

#endif
