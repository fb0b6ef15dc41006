#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

SC_SCHEMA(audit)
SC_EXTENSION(pg_trgm)
SC_EXTENSION("uuid-ossp", "WITH SCHEMA audit")
SC_DOMAIN(email, "citext CHECK (VALUE LIKE '%@%')")
SC_SEQUENCE(numbers)
SC_SEQUENCE(odd, "START 1 INCREMENT 2", schema(audit))
SC_FUNCTION("add(integer, integer)", "CREATE FUNCTION add(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + $2';")
SC_VIEW(v, "SELECT 1", comment("one"))
SC_VIEW(w, sqlite("SELECT 1"), postgresql("CREATE OR REPLACE VIEW w AS SELECT 2;"))
SC_MATERIALIZED_VIEW(m, "SELECT 1")
SC_TRIGGER(t, users, "AFTER INSERT ON users BEGIN SELECT 1; END")
SC_RULE(r, users, "AS ON DELETE TO users DO INSTEAD NOTHING")
SC_VIRTUAL_TABLE(texts, "fts5(body)")
SC_SQL_FILE("objects.sql", sqlite)

SC_TABLE_ONLY(users, column(id, "integer", primary_key, identity), column(name, "varchar(20)", unique, not_null,
	default("'x'"), comment("c"), check("name <> ''", name(users_name))), column(boss, "integer", references(users, id),
	indexed), unique_key(users_uk, name, boss), foreign_key(users_fk, (boss), users, (id)), check(users_c, "id > 0"),
	index(users_i, on(desc(name))), comment("t"), strict)
