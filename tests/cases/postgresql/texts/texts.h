#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

SC_SCHEMA(audit)

enum mood { SC_ENUM(mood) MOOD_OK SC_VALUE("ok"), MOOD_SAD SC_VALUE("sad") };
enum level { SC_ENUM(audit.level) LEVEL_LOW SC_VALUE("low"), LEVEL_HIGH SC_VALUE("high") };

SC_DOMAIN(plan_name, "varchar(9) CHECK (VALUE IN ('free', 'paid'))")
SC_SEQUENCE(numbers)
SC_SEQUENCE(audit.others)

struct t {
	SC_TABLE(t)
	SC_CHECK(t_in, "c IN ('a', 'b')")
	SC_CHECK(t_not_in, "c NOT IN ('y', 'z') AND lower(c) <> ALL (ARRAY['q', 'r'])")
	SC_CHECK(t_any, "c = ANY ('{a,b}') OR c = ANY (ARRAY['a', 'b']::varchar[])")
	SC_CHECK(t_row, "(c, id) IN (('a', 1), ('b', 2)) AND ROW(c, id) <> ROW('x', 3)")
	SC_CHECK(t_between, "n BETWEEN 0 AND 100.5 AND c BETWEEN SYMMETRIC 'a' AND 'b'")
	SC_CHECK(t_like, "c LIKE 'a%' OR c ILIKE '%b' OR c SIMILAR TO 'a|b' OR c ~ '^x'")
	SC_CHECK(t_case, "CASE c WHEN 'a' THEN id > 0 ELSE id IS DISTINCT FROM 4 END")
	SC_CHECK(t_extract, "extract(year FROM moment) > 2000 AND moment AT TIME ZONE 'UTC' > '2000-01-01'")
	SC_CHECK(t_words, "substring(c from 1 for 2) <> 'zz' AND position('a' in c) > 0 AND trim(both ' ' from c) <> ''")
	SC_CHECK(t_collate, "c COLLATE \"C\" > 'a' AND \"select\" <> ''")
	SC_CHECK(t_mood, "mood IN ('ok', 'sad') AND fixed IN ('a', 'b') AND id IN (1)")
	SC_INDEX(t_where, on(id), where("c IN ('a', 'b') AND moment > '2020-01-01 00:00:00+02'"))
	SC_INDEX(t_expression, on("(c IN ('a', 'b'))", desc("lower(c)", collate(C))))
	SC_EXCLUDE(t_range, "USING gist (during WITH &&) WHERE (during IS NOT NULL) DEFERRABLE INITIALLY DEFERRED")

	int64_t id SC_PRIMARY_KEY;
	char c[21];
	char *fixed SC_TYPE("char(3)") SC_NULL;
	char *text SC_NAME(select) SC_NULL SC_DEFAULT("'x'::varchar");
	char *n SC_TYPE("numeric(10, 2)") SC_NULL SC_DEFAULT("1.50");
	enum mood mood SC_DEFAULT(MOOD_OK);
	enum level *level SC_DEFAULT(LEVEL_LOW);
	char *moment SC_TYPE("timestamptz") SC_NULL SC_DEFAULT("'2020-01-01 12:00:00+02'");
	char *span SC_TYPE("interval") SC_NULL SC_DEFAULT("'1 day 02:03:04.5'");
	char *day SC_TYPE("date") SC_NULL SC_DEFAULT("'2020-02-03'");
	char *bytes SC_TYPE("bytea") SC_NULL SC_DEFAULT("'\\x0102'");
	double f SC_DEFAULT("0.1");
	char *during SC_TYPE("int4range") SC_NULL;
	char *plan SC_TYPE("plan_name") SC_NULL;
	int64_t counted SC_DEFAULT("nextval('numbers')");
	int64_t other SC_DEFAULT("nextval('audit.others')");
	bool good SC_NULL SC_GENERATED("c IN ('a', 'b')", stored);
	int32_t later SC_DEFAULT(0);
};

struct audit_t {
	SC_TABLE(audit.t)

	int64_t id SC_PRIMARY_KEY;
	char c[6] SC_NULL SC_CHECK_COLUMN("c IN ('x', 'y')");
};

SC_VIEW(v_in, "SELECT id, c IN ('a', 'b') AS is_in, c NOT IN ('a', 'b') AS is_not FROM t WHERE c IN ('a', 'b')")
SC_VIEW(v_all, "SELECT * FROM t")
SC_VIEW(v_counts, "SELECT count(*) AS n, id FROM t GROUP BY id", schema(audit))
SC_VIEW(v_other, "SELECT * FROM audit.t JOIN v_in USING (id)", schema(audit))
SC_VIEW(v_query, "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT r.n, row_number() OVER w AS place, sum(n) FILTER (WHERE n > 1) AS total, NULL::text AS nothing, extract(dow FROM now()) AS day, x.i FROM r, generate_series(1, 3) AS x(i) GROUP BY r.n, x.i WINDOW w AS (ORDER BY n DESC)")
SC_MATERIALIZED_VIEW(m_counts, "SELECT id FROM audit.v_counts", schema(audit))
SC_FUNCTION("is_ok(mood, public.mood, audit.level)", "CREATE FUNCTION is_ok(m mood, public.mood, l audit.level DEFAULT 'low') RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT m = 'ok' $$")
SC_FUNCTION("all_of_v()", "CREATE FUNCTION all_of_v() RETURNS SETOF v_in LANGUAGE sql AS $$ SELECT * FROM v_in $$")
SC_FUNCTION("whole(t)", "CREATE FUNCTION whole(t) RETURNS public.t LANGUAGE sql AS $$ SELECT $1 $$")
SC_FUNCTION("touch()", "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
SC_TRIGGER(touch, t, "BEFORE INSERT OR UPDATE OF c ON public.t FOR EACH ROW WHEN (NEW.c IN ('a', 'b')) EXECUTE FUNCTION touch('x')")
SC_RULE(log, t, "AS ON DELETE TO t WHERE old.c IN ('a', 'b') DO ALSO INSERT INTO audit.t VALUES (old.id, 'x')")
SC_RULE(log, audit.t, "AS ON UPDATE TO audit.t DO ALSO NOTHING")
