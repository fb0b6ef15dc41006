#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum mood {
	SC_ENUM(mood)
	MOOD_OK SC_VALUE("ok"),
	MOOD_ODD SC_VALUE("it's odd")
};

SC_SEQUENCE(counter, "CREATE SEQUENCE counter START 5")
SC_FUNCTION("half(n int)", "CREATE FUNCTION half(n int) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT n / 2'")

struct thing {
	SC_TABLE(things)
	SC_CHECK(things_a_check, "a > 0")
	SC_CHECK(things_many, "((a)) >= 1 AND t <> 'x' OR t IN ('y', 'z') AND t LIKE 'a%'")
	SC_CHECK(things_mood, "feels = 'ok' OR feels IS NULL")
	SC_INDEX(things_lower, on("lower(t)"), where("t IS NOT NULL and a<>7"))
	SC_INDEX(things_half, on("half(a)", a), using(btree))
	SC_UNIQUE_KEY(things_pair, a, t)
	SC_EXCLUDE(things_apart, "USING gist (span WITH &&) WHERE (a > 3)")

	int32_t a SC_PRIMARY_KEY SC_CHECK_COLUMN("a < 1000");
	time_t made SC_DEFAULT("now()");
	time_t changed SC_DEFAULT("CURRENT_TIMESTAMP");
	time_t plain SC_TYPE("timestamp(3)") SC_DEFAULT("LOCALTIMESTAMP");
	time_t later SC_DEFAULT("now() + '1 day'::interval");
	char *day SC_TYPE("date") SC_DEFAULT("CURRENT_DATE");
	char *t SC_DEFAULT("'x'::text");
	char *u SC_DEFAULT("'x'");
	char v[21] SC_DEFAULT("'it''s'");
	char *e SC_DEFAULT("E'a\\\\b'");
	char *doc SC_TYPE("json") SC_DEFAULT("'{}'");
	char *docb SC_TYPE("jsonb") SC_DEFAULT("'{\"a\":1}'::jsonb");
	double chance SC_DEFAULT("random()");
	char *id SC_TYPE("uuid") SC_DEFAULT("gen_random_uuid()");
	char *price SC_TYPE("decimal(8, 2)") SC_DEFAULT("1.50");
	char *big SC_TYPE("numeric(10,0)") SC_DEFAULT("-1");
	bool yes SC_DEFAULT(true);
	bool no SC_DEFAULT("'f'");
	int32_t sum SC_DEFAULT("1 + 2");
	int32_t cast_number SC_DEFAULT("CAST('7' AS int)");
	int64_t counted SC_DEFAULT("nextval('counter')");
	char *list SC_TYPE("text[]") SC_DEFAULT("'{a,b}'");
	char *made_list SC_TYPE("int4[]") SC_DEFAULT("ARRAY[1,2]");
	char *span SC_TYPE("int4range") SC_DEFAULT("int4range(1, 5)");
	char *bits SC_TYPE("bit(3)") SC_DEFAULT("B'101'");
	char *raw SC_TYPE("bytea") SC_DEFAULT("'\\x00ff'");
	char *wait SC_TYPE("interval") SC_DEFAULT("'1 hour'");
	char *who SC_DEFAULT("current_user");
	enum mood feels SC_DEFAULT(MOOD_OK);
	int32_t *twice SC_GENERATED("a*2", stored);
	char *loud SC_GENERATED("upper(t) || coalesce(u,'')", stored);
};

SC_VIEW(few, "CREATE VIEW few AS select a, t from things where a<10 and feels='ok'")
SC_MATERIALIZED_VIEW(sums, "CREATE MATERIALIZED VIEW sums AS SELECT count(*) AS n, sum(a) FROM few GROUP BY t")
SC_FUNCTION("note()", "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
SC_TRIGGER(noted, things, "CREATE TRIGGER noted BEFORE INSERT OR UPDATE OF t, a ON things FOR EACH ROW WHEN (new.a>1) EXECUTE FUNCTION note()")
