/*
 * left_out_objects: the parts of left_out_queries.h for objects that are not relations, and for
 * comments, owners and the database itself. Only left_out.c includes this.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LEFT_OUT_OBJECTS_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LEFT_OUT_OBJECTS_H

#include "postgresql/server/libpq/left_out_queries.h"

/* An object of a schema, without those of extensions. */
#define IN_SPACES(class, place)                                                                    \
	" FROM " class " o JOIN spaces s ON s.id = o." place " WHERE " NOT_EXTENDED(class, "o.oid")
/* An object without a schema that neither initdb nor an extension made. */
#define ANYWHERE(class) " FROM " class " o WHERE o.oid >= 16384 AND " NOT_EXTENDED(class, "o.oid")

/* The text search mapping of a configuration, and the members of an operator family or class. */
#define MAPPING                                                                                    \
	"(SELECT string_agg(concat_ws(' ', m.maptokentype, m.mapseqno, m.mapdict::regdictionary)," \
	" ', ' ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = o.oid)"
#define MEMBERS(family)                                                                            \
	"(SELECT string_agg(x, ', ' ORDER BY x) FROM (SELECT concat_ws(' ', 'OPERATOR',"           \
	" p.amopstrategy, p.amopopr::regoperator) AS x FROM pg_amop p WHERE p.amopfamily = "       \
	family " AND p.oid >= 16384 UNION ALL SELECT concat_ws(' ', 'FUNCTION', p.amprocnum,"      \
	" format_type(p.amproclefttype, NULL), p.amproc::regprocedure) FROM pg_amproc p"           \
	" WHERE p.amprocfamily = " family " AND p.oid >= 16384) y)"

static const char *const left_out_objects[] = {
	SELECT("aggregate", NAME("function", "pg_proc", "o.oid"), "concat_ws(', ',"
		" 'stype = ' || format_type(g.aggtranstype, NULL), "
		COLUMNS_OF("g", "aggfnoid|aggm?transtype|aggsortop|aggnumdirectargs") ", 'sortop = '"
		" || nullif(g.aggsortop, 0)::regoperator, 'mstype = ' || format_type("
		"nullif(g.aggmtranstype, 0), NULL), 'parallel = ' || o.proparallel::text)") NO_STATE
		OBJECT("pg_proc", "o.oid") " FROM pg_proc o JOIN spaces s ON s.id = o.pronamespace"
		" JOIN pg_aggregate g ON g.aggfnoid = o.oid WHERE " NOT_EXTENDED("pg_proc", "o.oid"),
	SELECT("window function", NAME("function", "pg_proc", "o.oid"),
		ONE_LINE("pg_get_functiondef(o.oid)")) NO_STATE OBJECT("pg_proc", "o.oid")
		IN_SPACES("pg_proc", "pronamespace") " AND o.prokind = 'w'",
	SELECT("type", NAME("type", "pg_type", "o.oid"), "CASE WHEN o.typtype = 'c' THEN 'AS (' ||"
		" (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid,"
		" a.atttypmod) || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' ||"
		" a.attcollation::regcollation ELSE '' END, ', ' ORDER BY a.attnum)"
		" FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
		" WHERE a.attrelid = o.typrelid AND a.attnum > 0 AND NOT a.attisdropped) || ')'"
		" WHEN o.typtype = 'r' THEN 'AS RANGE (' || (SELECT concat_ws(', ', 'subtype = ' ||"
		" format_type(r.rngsubtype, NULL), 'collation = ' || nullif(r.rngcollation,"
		" 0)::regcollation, 'subtype_opclass = ' || (SELECT opcname FROM pg_opclass p WHERE"
		" p.oid = r.rngsubopc), 'canonical = ' || nullif(r.rngcanonical, 0)::regproc,"
		" 'subtype_diff = ' || nullif(r.rngsubdiff, 0)::regproc)"
		" FROM pg_range r WHERE r.rngtypid = o.oid) || ')'"
		" WHEN NOT o.typisdefined THEN 'without a definition' ELSE "
		COLUMNS_OF("o", "typ(array|relid|elem|basetype|collation|type|isdefined)") " END")
		NO_STATE OBJECT("pg_type", "o.oid") IN_SPACES("pg_type", "typnamespace")
		" AND (o.typtype = 'r' OR o.typtype = 'b' AND o.typcategory <> 'A' OR"
		" NOT o.typisdefined OR o.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class c"
		" WHERE c.oid = o.typrelid AND c.relkind = 'c'))",
	SELECT("operator", NAME("operator", "pg_operator", "o.oid"), "concat_ws(', ', "
		COLUMNS_OF("o", "opr(left|right|result|com|negate|kind)") ", 'result = ' ||"
		" format_type(o.oprresult, NULL), 'commutator = ' || nullif(o.oprcom, 0)::regoperator,"
		" 'negator = ' || nullif(o.oprnegate, 0)::regoperator)") NO_STATE
		OBJECT("pg_operator", "o.oid") IN_SPACES("pg_operator", "oprnamespace"),
	SELECT("operator class", NAME("operator class", "pg_opclass", "o.oid"), "concat_ws(', ',"
		" 'FOR TYPE ' || format_type(o.opcintype, NULL), CASE WHEN o.opcdefault THEN 'DEFAULT'"
		" END, 'STORAGE ' || format_type(nullif(o.opckeytype, 0), NULL), "
		MEMBERS("o.opcfamily") ")") NO_STATE
		OBJECT("pg_opclass", "o.oid") IN_SPACES("pg_opclass", "opcnamespace"),
	SELECT("operator family", NAME("operator family", "pg_opfamily", "o.oid"), MEMBERS("o.oid"))
		NO_STATE OBJECT("pg_opfamily", "o.oid") " FROM pg_opfamily o WHERE "
		NOT_EXTENDED("pg_opfamily", "o.oid") " AND (o.oid >= 16384 OR EXISTS (SELECT 1 FROM"
		" pg_amop p WHERE p.amopfamily = o.oid AND p.oid >= 16384 AND "
		NOT_EXTENDED("pg_amop", "p.oid") ") OR EXISTS (SELECT 1 FROM pg_amproc p WHERE"
		" p.amprocfamily = o.oid AND p.oid >= 16384 AND " NOT_EXTENDED("pg_amproc", "p.oid")
		"))",
	SELECT("collation", NAME("collation", "pg_collation", "o.oid"),
		COLUMNS_OF("o", "collversion|collencoding")) NO_STATE
		OBJECT("pg_collation", "o.oid") IN_SPACES("pg_collation", "collnamespace"),
	SELECT("conversion", NAME("conversion", "pg_conversion", "o.oid"), COLUMNS_OF("o", ""))
		NO_STATE OBJECT("pg_conversion", "o.oid") IN_SPACES("pg_conversion", "connamespace"),
	SELECT("statistics", NAME("statistics object", "pg_statistic_ext", "o.oid"),
		"concat_ws(', ', pg_get_statisticsobjdef(o.oid), 'statistics target ' ||"
		" nullif(to_jsonb(o)->>'stxstattarget', '-1'))")
		NO_STATE OBJECT_OF("pg_statistic_ext", "o.oid", "pg_class", "o.stxrelid")
		IN_SPACES("pg_statistic_ext", "stxnamespace"),
	SELECT("text search configuration",
		NAME("text search configuration", "pg_ts_config", "o.oid"), MAPPING)
		NO_STATE OBJECT("pg_ts_config", "o.oid") IN_SPACES("pg_ts_config", "cfgnamespace"),
	SELECT("text search dictionary", NAME("text search dictionary", "pg_ts_dict", "o.oid"),
		"o.dictinitoption") NO_STATE OBJECT("pg_ts_dict", "o.oid")
		IN_SPACES("pg_ts_dict", "dictnamespace"),
	SELECT("text search parser", NAME("text search parser", "pg_ts_parser", "o.oid"),
		COLUMNS_OF("o", "")) NO_STATE OBJECT("pg_ts_parser", "o.oid")
		IN_SPACES("pg_ts_parser", "prsnamespace"),
	SELECT("text search template", NAME("text search template", "pg_ts_template", "o.oid"),
		COLUMNS_OF("o", "")) NO_STATE OBJECT("pg_ts_template", "o.oid")
		IN_SPACES("pg_ts_template", "tmplnamespace"),
	SELECT("cast", NAME("cast", "pg_cast", "o.oid"), "concat_ws(', ', 'WITH FUNCTION ' ||"
		" nullif(o.castfunc, 0)::regprocedure, 'context ' || o.castcontext::text, 'method ' ||"
		" o.castmethod::text)") NO_STATE OBJECT("pg_cast", "o.oid") ANYWHERE("pg_cast"),
	SELECT("language", NAME("language", "pg_language", "o.oid"), "concat_ws(', ', CASE WHEN"
		" o.lanpltrusted THEN 'TRUSTED' END, 'HANDLER ' || nullif(o.lanplcallfoid, 0)::regproc,"
		" 'INLINE ' || nullif(o.laninline, 0)::regproc, 'VALIDATOR ' || nullif("
		"o.lanvalidator, 0)::regproc)") NO_STATE OBJECT("pg_language", "o.oid")
		ANYWHERE("pg_language"),
	SELECT("transform", NAME("transform", "pg_transform", "o.oid"),
		COLUMNS_OF("o", "trftype|trflang")) NO_STATE OBJECT("pg_transform", "o.oid")
		ANYWHERE("pg_transform"),
	SELECT("access method", NAME("access method", "pg_am", "o.oid"), COLUMNS_OF("o", ""))
		NO_STATE OBJECT("pg_am", "o.oid") ANYWHERE("pg_am"),
	SELECT("foreign-data wrapper", NAME("foreign-data wrapper", "pg_foreign_data_wrapper",
		"o.oid"), "concat_ws(', ', 'HANDLER ' || nullif(o.fdwhandler, 0)::regproc,"
		" 'VALIDATOR ' || nullif(o.fdwvalidator, 0)::regproc)") STATE("o.fdwoptions::text")
		OBJECT("pg_foreign_data_wrapper", "o.oid") ANYWHERE("pg_foreign_data_wrapper"),
	SELECT("server", NAME("server", "pg_foreign_server", "o.oid"), "concat_ws(', ',"
		" 'FOREIGN DATA WRAPPER ' || (SELECT quote_ident(f.fdwname) FROM"
		" pg_foreign_data_wrapper f WHERE f.oid = o.srvfdw), 'TYPE ' || o.srvtype, 'VERSION '"
		" || o.srvversion)") STATE("o.srvoptions::text") OBJECT("pg_foreign_server", "o.oid")
		ANYWHERE("pg_foreign_server"),
	/* The view shows options only to those who may see them. */
	SELECT("user mapping", "concat(coalesce(o.usename, 'PUBLIC'), ' on server ',"
		" quote_ident(o.srvname))", "NULL::text") STATE("o.umoptions::text")
		OBJECT("pg_user_mapping", "o.umid") " FROM pg_user_mappings o",
	SELECT("event trigger", NAME("event trigger", "pg_event_trigger", "o.oid"), "concat_ws(' ',"
		" 'ON', o.evtevent, 'WHEN TAG IN (' || array_to_string(o.evttags, ', ') || ')',"
		" 'EXECUTE FUNCTION', o.evtfoid::regprocedure, " ENABLED("o.evtenabled") ")")
		NO_STATE OBJECT("pg_event_trigger", "o.oid") ANYWHERE("pg_event_trigger"),
	SELECT("publication", NAME("publication", "pg_publication", "o.oid"), COLUMNS_OF("o", ""))
		NO_STATE OBJECT("pg_publication", "o.oid") ANYWHERE("pg_publication"),
	SELECT("subscription", "quote_ident(o.subname)", "concat_ws(' ', 'PUBLICATION',"
		" array_to_string(o.subpublications, ', '), CASE WHEN NOT o.subenabled THEN"
		" 'disabled' END, 'slot ' || o.subslotname, 'synchronous_commit ' || o.subsynccommit)")
		STATE("CASE WHEN has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') THEN"
		" query_to_xml('SELECT * FROM pg_subscription WHERE oid = ' || o.oid, true, false,"
		" '')::text END") OBJECT("pg_subscription", "o.oid")
		" FROM pg_subscription o JOIN here ON here.id = o.subdbid",
	SELECT("large objects", "count(*) || ' of them'", "NULL::text") STATE("md5(string_agg("
		"concat_ws(' ', o.oid, o.lomowner, o.lomacl), ',' ORDER BY o.oid))") ABOUT_NOTHING
		" FROM pg_largeobject_metadata o HAVING count(*) > 0",
	SELECT("object in a schema of the system", "pg_describe_object(o.class, o.oid, 0)",
		"NULL::text") NO_STATE "o.class, o.oid, 0::oid, 0::oid FROM ("
		"SELECT 'pg_proc'::regclass::oid AS class, oid, pronamespace AS place FROM pg_proc"
		" UNION ALL SELECT 'pg_class'::regclass, oid, relnamespace FROM pg_class"
		" WHERE relkind NOT IN ('i', 'I', 't')"
		" UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace FROM pg_type"
		" WHERE typrelid = 0 AND typelem = 0 AND typtype <> 'm'"
		" UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace FROM pg_operator"
		" UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace FROM pg_collation"
		" WHERE collprovider = 'd' OR oid >= 16384) o"
		" JOIN pg_namespace n ON n.oid = o.place AND n.nspname IN ('pg_catalog',"
		" 'information_schema') WHERE o.oid >= 16384 AND NOT EXISTS (SELECT 1 FROM pg_depend e"
		" WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype IN ('e', 'i'))",
	SELECT("extension version", "quote_ident(o.extname)", "o.extversion") NO_STATE
		ABOUT("pg_extension", "o.oid") " FROM pg_extension o WHERE o.extversion <> (SELECT"
		" v.default_version FROM pg_available_extensions v WHERE v.name = o.extname)",
	SELECT("dropped by hand", "x.name", "NULL::text") NO_STATE ABOUT_NOTHING
		" FROM (SELECT 'extension plpgsql' AS name WHERE NOT EXISTS (SELECT 1 FROM pg_extension"
		" WHERE extname = 'plpgsql') UNION ALL SELECT 'schema public' WHERE NOT EXISTS (SELECT 1"
		" FROM pg_namespace WHERE nspname = 'public')) x",
	SELECT("dependency on an extension", "pg_describe_object(d.classid, d.objid, d.objsubid)",
		"pg_describe_object(d.refclassid, d.refobjid, 0)") NO_STATE
		"0::oid, 0::oid, d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'x'",
	/* ---- privileges */
	PRIVILEGES("f", "proacl", "proowner", "pg_proc"),
	PRIVILEGES("T", "typacl", "typowner", "pg_type"),
	PRIVILEGES("n", "nspacl", "nspowner", "pg_namespace"),
	PRIVILEGES("l", "lanacl", "lanowner", "pg_language"),
	PRIVILEGES("F", "fdwacl", "fdwowner", "pg_foreign_data_wrapper"),
	PRIVILEGES("S", "srvacl", "srvowner", "pg_foreign_server"),
	SELECT("privileges", "'the database'", "array_to_string(d.datacl, ', ')") NO_STATE ABOUT_NOTHING
		" FROM pg_database d JOIN here ON here.id = d.oid WHERE "
		GRANTED("d", "d.datacl", "d.datdba", "pg_database", "d.oid", "0"),
	SELECT("default privileges", NAME("default privileges", "pg_default_acl", "o.oid"),
		"array_to_string(o.defaclacl, ', ')") NO_STATE OBJECT("pg_default_acl", "o.oid")
		" FROM pg_default_acl o",
	/* ---- owners */
	SELECT("owner", "pg_describe_object(o.class, o.id, 0)", "pg_get_userbyid(o.owner)::text")
		NO_STATE "0::oid, 0::oid, o.class, o.id FROM owned o, most WHERE o.owner <> most.owner",
	SELECT("owner", "'the database'", "pg_get_userbyid(here.datdba)::text") NO_STATE ABOUT_NOTHING
		" FROM here, most WHERE here.datdba <> most.owner",
	SELECT("owner", "'everything else'", "pg_get_userbyid(most.owner)::text") MINOR ABOUT_NOTHING
		" FROM most",
	/* ---- comments that queries.h does not read */
	SELECT("comment", "pg_describe_object(d.classoid, d.objoid, d.objsubid)",
		ONE_LINE("d.description")) NO_STATE "0::oid, 0::oid, d.classoid, d.objoid"
		" FROM pg_description d WHERE (d.objoid >= 16384 OR d.classoid ="
		" 'pg_largeobject'::regclass) AND NOT EXISTS (SELECT 1 FROM pg_depend e"
		" WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')"
		" AND CASE d.classoid"
		" WHEN " CLASS("pg_class") " THEN NOT EXISTS (SELECT 1 FROM rels r WHERE r.id = d.objoid"
		" AND (r.relkind IN ('r', 'p') OR d.objsubid = 0 AND (r.relkind IN ('v', 'm') OR"
		" r.relkind = 'S' AND (r.about = r.id OR " SHOWN_SEQUENCE("r.id") ") OR r.relkind IN"
		" ('i', 'I') AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = r.id"
		" AND k.contype IN ('p', 'u', 'x')) AND NOT EXISTS (SELECT 1 FROM pg_class m"
		" WHERE m.oid = r.about AND m.relkind = 'm'))) AND NOT (r.relkind IN ('r', 'p') AND"
		" r.child))"
		" WHEN " CLASS("pg_constraint") " THEN NOT EXISTS (SELECT 1 FROM pg_constraint k"
		" JOIN rels r ON r.id = k.conrelid AND NOT r.child WHERE k.oid = d.objoid"
		" AND k.contype IN ('p', 'u', 'f', 'c', 'x'))"
		" WHEN " CLASS("pg_type") " THEN NOT EXISTS (SELECT 1 FROM pg_type t"
		" WHERE t.oid = d.objoid AND t.typtype = 'd')"
		" WHEN " CLASS("pg_proc") " THEN NOT EXISTS (SELECT 1 FROM pg_proc p"
		" WHERE p.oid = d.objoid AND p.prokind IN ('f', 'p'))"
		" WHEN " CLASS("pg_trigger") " THEN NOT EXISTS (SELECT 1 FROM pg_trigger g JOIN rels r"
		" ON r.id = g.tgrelid AND NOT r.child AND r.relkind <> 'f' WHERE g.oid = d.objoid)"
		" WHEN " CLASS("pg_rewrite") " THEN NOT EXISTS (SELECT 1 FROM pg_rewrite w JOIN rels r"
		" ON r.id = w.ev_class AND NOT r.child AND r.relkind <> 'f' WHERE w.oid = d.objoid)"
		" WHEN " CLASS("pg_extension") " THEN EXISTS (SELECT 1 FROM pg_extension x"
		" WHERE x.oid = d.objoid AND x.extname = 'plpgsql' AND d.description IS DISTINCT FROM"
		" (SELECT v.comment FROM pg_available_extensions v WHERE v.name = x.extname))"
		" WHEN " CLASS("pg_namespace") " THEN false ELSE true END",
	SELECT("comment", "'schema public'", ONE_LINE("d.description")) NO_STATE ABOUT_NOTHING
		" FROM pg_namespace n LEFT JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass"
		" AND d.objoid = n.oid WHERE n.nspname = 'public'"
		" AND d.description IS DISTINCT FROM 'standard public schema'",
	SELECT("comment", "'the database'", ONE_LINE("d.description")) NO_STATE ABOUT_NOTHING
		" FROM pg_shdescription d JOIN here ON here.id = d.objoid"
		" WHERE d.classoid = 'pg_database'::regclass",
	SELECT("security label", "pg_describe_object(d.classoid, d.objoid, d.objsubid)",
		"d.provider || ': ' || d.label") NO_STATE "0::oid, 0::oid, d.classoid, d.objoid"
		" FROM pg_seclabel d",
	SELECT("security label", "'the database'", "d.provider || ': ' || d.label") NO_STATE
		ABOUT_NOTHING " FROM pg_shseclabel d JOIN here ON here.id = d.objoid"
		" WHERE d.classoid = 'pg_database'::regclass",
	/* ---- the database */
	SELECT("database setting", "concat_ws(' ', split_part(x, '=', 1), 'of role ' ||"
		" CASE WHEN o.setrole <> 0 THEN pg_get_userbyid(o.setrole) END)",
		"substr(x, strpos(x, '=') + 1)") NO_STATE ABOUT_NOTHING
		" FROM pg_db_role_setting o JOIN here ON here.id = o.setdatabase, unnest(o.setconfig) x",
	SELECT("database option", "x.name", "x.value") NO_STATE ABOUT_NOTHING
		" FROM pg_database d JOIN here ON here.id = d.oid, LATERAL (VALUES"
		" ('CONNECTION LIMIT', nullif(d.datconnlimit, -1)::text),"
		" ('IS_TEMPLATE', CASE WHEN d.datistemplate THEN 'true' END),"
		" ('TABLESPACE', (SELECT p.spcname FROM pg_tablespace p WHERE p.oid = d.dattablespace"
		" AND p.spcname <> 'pg_default')::text)) x(name, value) WHERE x.value IS NOT NULL",
	SELECT("database option", "x.name", "x.value") MINOR ABOUT_NOTHING
		" FROM pg_database d JOIN here ON here.id = d.oid, LATERAL (VALUES"
		" ('ENCODING', pg_encoding_to_char(d.encoding)::text), ('LC_COLLATE', d.datcollate::text),"
		" ('LC_CTYPE', d.datctype::text)) x(name, value)",
};

#define PUBLISHED_TABLE(detail)                                                                    \
	SELECT("publication", NAME("publication", "pg_publication", "o.prpubid")                   \
		" || ' for ' || " DESCRIBE("pg_class", "o.prrelid", "0"), detail) NO_STATE         \
		OBJECT_OF("pg_publication_rel", "o.oid", "pg_class", "o.prrelid")                  \
		" FROM pg_publication_rel o"

static const char left_out_publications_11[] = PUBLISHED_TABLE("NULL::text");

/* Columns and conditions of published tables, and pg_publication_namespace, exist since 15. */
static const char left_out_publications[] =
	PUBLISHED_TABLE("concat_ws(' ', '(' || (SELECT string_agg(quote_ident(a.attname), ', '"
		" ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = o.prrelid"
		" AND a.attnum = ANY (o.prattrs)) || ')',"
		" 'WHERE ' || pg_get_expr(o.prqual, o.prrelid))")
	" UNION ALL "
	SELECT("publication", NAME("publication", "pg_publication", "o.pnpubid")
		" || ' for schema ' || o.pnnspid::regnamespace", "NULL::text") NO_STATE
		OBJECT("pg_publication_namespace", "o.oid") " FROM pg_publication_namespace o";

/* Since 18 NOT NULL is a constraint too. */
static const char left_out_not_null[] =
	SELECT("NOT NULL constraint", NAME("constraint", "pg_constraint", "k.oid"),
		"pg_get_constraintdef(k.oid)") NO_STATE ABOUT("pg_class", "k.conrelid")
		" FROM pg_constraint k JOIN rels r ON r.id = k.conrelid JOIN pg_class t"
		" ON t.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = k.conrelid"
		" AND a.attnum = k.conkey[1] WHERE k.contype = 'n' AND (NOT k.convalidated"
		" OR k.connoinherit OR octet_length(t.relname::text) + octet_length(a.attname::text) <= 52"
		" AND k.conname <> t.relname || '_' || a.attname || '_not_null')";

/*
 * After the parts: the key of the object that an item is about, and the declared objects that depend
 * on the item, one on each line.
 */
static const char left_out_suffix[] =
	"), alias AS (SELECT class AS own_class, id AS own, class, id FROM items WHERE id <> 0"
	" UNION SELECT i.class, i.id, i.class, t.typarray FROM items i JOIN pg_type t ON t.oid = i.id"
	" WHERE i.class = " CLASS("pg_type") " AND t.typarray <> 0"
	" UNION SELECT i.class, i.id, " CLASS("pg_class") ", t.typrelid FROM items i JOIN pg_type t"
	" ON t.oid = i.id WHERE i.class = " CLASS("pg_type") " AND t.typrelid <> 0"
	" UNION SELECT i.class, i.id, " CLASS("pg_type") ", c.reltype FROM items i JOIN pg_class c"
	" ON c.oid = i.id WHERE i.class = " CLASS("pg_class") " AND c.reltype <> 0),"
	" needed AS (SELECT DISTINCT a.own_class, a.own, CASE WHEN w.rulename = '_RETURN' THEN "
	DESCRIBE("pg_class", "w.ev_class", "0") " WHEN d.classid = 'pg_attrdef'::regclass THEN "
	DESCRIBE("pg_class", "f.adrelid", "f.adnum")
	" WHEN t.typtype = 'd' THEN 'domain ' || format_type(t.oid, NULL)"
	" ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END AS name"
	" FROM alias a JOIN pg_depend d ON d.refclassid = a.class AND d.refobjid = a.id"
	" AND d.deptype IN ('n', 'a')"
	" LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid"
	" LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid"
	" LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid"
	" LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid"
	" LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid"
	" LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid"
	" LEFT JOIN rels r ON r.id = coalesce(w.ev_class, f.adrelid, k.conrelid, g.tgrelid,"
	" CASE WHEN d.classid = 'pg_class'::regclass THEN d.objid END)"
	" WHERE (r.relkind IN ('r', 'p', 'v', 'm', 'i', 'I') AND coalesce(k.contype, 'c') <> 'f' AND"
	" NOT coalesce(g.tgisinternal, false) OR t.typtype = 'd' OR"
	" p.prokind IN ('f', 'p') AND " NOT_EXTENDED("pg_proc", "p.oid") ")"
	" AND NOT EXISTS (SELECT 1 FROM alias o WHERE o.class = d.classid AND o.id = d.objid"
	" OR o.class = 'pg_class'::regclass AND o.id IN (r.id, r.about)))"
	" SELECT l.kind, l.name, nullif(l.detail, ''), l.state, l.minor OR EXISTS (SELECT 1 FROM"
	" alias o WHERE o.class = l.about_class AND o.id = l.about),"
	" CASE WHEN c.oid IS NOT NULL THEN CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN"
	" 'materialized view' WHEN 'S' THEN 'sequence' ELSE 'table' END"
	" WHEN t.oid IS NOT NULL THEN CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' END"
	" WHEN f.oid IS NOT NULL THEN 'function' WHEN n.oid IS NOT NULL THEN 'schema' END,"
	" " SCHEMA_OF("coalesce(s.nspname, o.schema)") ", coalesce(c.relname::text, t.typname,"
	" n.nspname, f.proname || '(' || oidvectortypes(f.proargtypes) || ')',"
	" substring(o.identity from '([^.(]*)[(]'), o.name),"
	" (SELECT string_agg(x.name, E'\\n' ORDER BY x.name) FROM needed x"
	" WHERE x.own_class = l.class AND x.own = l.id),"
	" l.id = 0 AND (l.about_class <> 0 OR l.name IN ('the database', 'schema public',"
	" 'everything else')) AND l.kind !~ '^(invalid|unlogged|logged|materialized|NOT) '"
	" FROM items l"
	" LEFT JOIN pg_class c ON l.about_class = 'pg_class'::regclass AND c.oid = l.about"
	" LEFT JOIN pg_type t ON l.about_class = 'pg_type'::regclass AND t.oid = l.about"
	" LEFT JOIN pg_proc f ON l.about_class = 'pg_proc'::regclass AND f.oid = l.about"
	" LEFT JOIN pg_namespace n ON l.about_class = 'pg_namespace'::regclass AND n.oid = l.about"
	" LEFT JOIN LATERAL pg_identify_object(nullif(l.class, 0), l.id, 0) o ON l.about = 0"
	" LEFT JOIN pg_namespace s ON s.oid = coalesce(c.relnamespace, t.typnamespace, f.pronamespace)"
	" ORDER BY l.kind, l.name, 3";

/* The columns of the result. */
enum { LEFT_KIND, LEFT_NAME, LEFT_DETAIL, LEFT_STATE, LEFT_MINOR, LEFT_ABOUT_KIND,
	LEFT_ABOUT_SCHEMA, LEFT_ABOUT_NAME, LEFT_NEEDED_BY, LEFT_PROPERTY };

#endif
