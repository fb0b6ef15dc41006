/*
 * query_parts: conditions and expressions that the queries on pg_catalog share. Only the headers
 * with queries include this.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_QUERY_PARTS_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_QUERY_PARTS_H

#define HERE "coalesce(current_schema(), 'public')"
#define SCHEMA_OF(name) "nullif(" name ", " HERE ")"
#define OF_USER(name) name " !~ '^pg_' AND " name " <> 'information_schema'"
#define NOT_OF_EXTENSION(class, oid)                                                               \
	"NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '" class                          \
	"'::regclass AND e.objid = " oid " AND e.deptype = 'e')"

/* The comment on an object, as the column `name`.description. */
#define COMMENT(name, class, oid, number)                                                          \
	" LEFT JOIN pg_description " name " ON " name ".classoid = '" class                        \
	"'::regclass AND " name ".objoid = " oid " AND " name ".objsubid = " number

/* The options of a sequence that differ from the defaults; q is the alias of pg_sequence. */
#define SEQUENCE_OPTIONS                                                                           \
	"nullif(concat_ws(' ', CASE WHEN q.seqstart <> 1 THEN 'START WITH ' || q.seqstart END,"    \
	" CASE WHEN q.seqincrement <> 1 THEN 'INCREMENT BY ' || q.seqincrement END,"               \
	" CASE WHEN q.seqmin <> 1 THEN 'MINVALUE ' || q.seqmin END,"                               \
	" CASE WHEN q.seqmax <> CASE q.seqtypid WHEN 20 THEN 9223372036854775807"                  \
	" WHEN 23 THEN 2147483647 ELSE 32767 END THEN 'MAXVALUE ' || q.seqmax END,"                \
	" CASE WHEN q.seqcache <> 1 THEN 'CACHE ' || q.seqcache END,"                              \
	" CASE WHEN q.seqcycle THEN 'CYCLE' END), '')"


/* Whether no model can declare the table: a partition, an heir, or a table without columns. */
#define IS_LEFT_OUT_TABLE(c)                                                                       \
	"(" c ".relispartition OR EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = " c ".oid)" \
	" OR " c ".relkind IN ('r', 'p') AND " HAS_NO_COLUMNS(c ".oid") ")"
#define HAS_NO_COLUMNS(id)                                                                         \
	"NOT EXISTS (SELECT 1 FROM pg_attribute l WHERE l.attrelid = " id                          \
	" AND l.attnum > 0 AND NOT l.attisdropped)"

/* The name of a collation; in quotes if it needs its schema. co is the alias of pg_collation. */
#define COLLATION_NAME                                                                             \
	"CASE WHEN pg_collation_is_visible(co.oid) THEN co.collname::text ELSE"                    \
	" format('\"%s\".\"%s\"', (SELECT replace(nspname, '\"', '\"\"') FROM pg_namespace"        \
	" WHERE oid = co.collnamespace), replace(co.collname, '\"', '\"\"')) END"

/*
 * Whether a sequence that a column owns makes it a serial: the properties of SERIAL. Uses o, a, d
 * and q: pg_depend, pg_attribute, pg_attrdef and pg_sequence.
 */
#define IS_SERIAL                                                                                  \
	"(o.deptype = 'a' AND a.attnotnull AND a.atttypid IN (20, 21, 23) AND"                     \
	" pg_get_expr(d.adbin, d.adrelid) = format('nextval(''%s''::regclass)',"                    \
	" replace(q.seqrelid::regclass::text, '''', '''''')))"

/* Whether a column owns the sequence without being a serial: a model declares it as a sequence. */
#define SHOWN_SEQUENCE(id)                                                                         \
	"EXISTS (SELECT 1 FROM pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid"             \
	" JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid"             \
	" LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"                 \
	" WHERE o.classid = 'pg_class'::regclass AND o.objid = " id                                \
	" AND o.refclassid = 'pg_class'::regclass AND o.deptype = 'a'"                             \
	" AND NOT coalesce(" IS_SERIAL ", false))"

/*
 * The name that SERIAL and IDENTITY give to a sequence, if no other relation has it: makeObjectName()
 * of the server shortens the longer part. Uses t and a: pg_class and pg_attribute of the column.
 */
#define DEFAULT_SEQUENCE_NAME                                                                      \
	"(CASE WHEN octet_length(t.relname::text) + octet_length(a.attname::text) <= 58 THEN"      \
	" t.relname || '_' || a.attname || '_seq' ELSE c.relname END)"

#endif
