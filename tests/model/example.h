/*
 * Every marker and option once. tests/matrix.sh compiles this header in every dialect of C and C++;
 * the unit test of front/ reads it with each compiler.
 */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <schemac/model.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EMAIL_MAX 254
#define DEFAULT_PLAN "'free'"
#define RETRIES (2 * 3)

SC_SCHEMA(audit)
SC_EXTENSION(pg_trgm, "WITH SCHEMA public")
SC_DOMAIN(short_name, "varchar(40) CHECK (length(VALUE) > 0)")
SC_SEQUENCE(invoice_numbers, "START WITH 1000")
SC_FUNCTION("touch()",
	"CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$"
	" BEGIN NEW.updated_at = now(); RETURN NEW; END $$")
SC_VIEW(active_users, "SELECT id, email FROM users WHERE deleted_at IS NULL",
	comment("Who can sign in"))
SC_MATERIALIZED_VIEW(user_counts, "SELECT count(*) FROM users", schema(audit))
SC_TRIGGER(users_touch, users,
	postgresql("BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()"),
	sqlite("CREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN"
	       " UPDATE users SET updated_at = unixepoch() WHERE id = NEW.id; END"))
SC_RULE(users_no_delete, users, "AS ON DELETE TO users DO INSTEAD NOTHING")
SC_VIRTUAL_TABLE(user_texts, "fts5(bio)")

SC_TABLE_ONLY(settings,
	column(key, "text", primary_key),
	column(value, "text", not_null, default("''"), check("length(value) < 1000")),
	column(owner_id, "bigint", references(users, id, on_delete(cascade)), indexed),
	column(seen, "integer", null, default(0), comment("how often")),
	unique_key(settings_value_key, value, seen),
	index(settings_seen_idx, on(desc(seen))),
	schema(audit), comment("One row a setting"))

enum user_status {
	SC_ENUM(user_status)
	USER_ACTIVE SC_VALUE("active"),
	USER_SUSPENDED SC_VALUE("suspended", renamed_from("blocked")) = 5,
	USER_GONE
};

enum level { LEVEL_LOW, LEVEL_HIGH = 1 << 3 };

typedef char country_code[2 + 1];

struct post;

struct user {
	SC_TABLE(users, comment("People who can sign in"), renamed_from(members),
		sqlite(options("")), postgresql(unlogged, options("WITH (fillfactor=70)")))
	SC_UNIQUE_KEY(users_name_country_key, name, country, deferrable, initially_deferred)
	SC_INDEX(users_email_lower_idx, unique, on("lower(email)"), where("deleted_at IS NULL"))
	SC_INDEX(users_bio_idx, on(bio), using(gin), opclass(gin_trgm_ops), with("fastupdate=off"),
		concurrently)
	SC_INDEX(users_time_idx, on(desc(created_at, nulls_last), name), include(plan))
	SC_CHECK(users_name_not_blank, "length(name) > 0", not_valid)
	SC_EXCLUDE(users_no_overlap, "USING gist (name WITH =)")

	int64_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(100), increment(2), cache(10));
	char email[EMAIL_MAX + 1] SC_UNIQUE SC_COLLATE(nocase);
	char name[65] SC_DEFAULT("''") SC_RENAMED_FROM(full_name);
	enum user_status status SC_DEFAULT(USER_ACTIVE);
	enum level level SC_DEFAULT(LEVEL_HIGH);
	country_code country SC_NAME("country") SC_INDEXED;
	char *bio SC_COMMENT("free text");
	char plan[21] SC_BACKFILL("'free'") SC_DEFAULT(DEFAULT_PLAN);
	bool verified SC_DEFAULT(false);
	int32_t retries SC_DEFAULT(RETRIES) SC_CHECK_COLUMN("retries >= 0", name(users_retries));
	double *score SC_USING("score::double precision");
	float ratio SC_DEFAULT(0.5);
	uint8_t digest[32];
	unsigned char *photo;
	char *settings SC_TYPE_ON(postgresql, "jsonb") SC_DEFAULT_ON(postgresql, "'{}'::jsonb");
	int16_t year SC_GENERATED("1900 + retries", stored);
	int64_t *manager_id SC_REFERENCES(users, id, on_delete(set_null), on_update(cascade),
		match(full), deferrable, initially_deferred, name(users_manager_fk));
	time_t created_at SC_TYPE("timestamptz") SC_DEFAULT("CURRENT_TIMESTAMP");
	time_t updated_at SC_NULL SC_DEFAULT(NULL);
	time_t deleted_at SC_NULL;
	struct {
		int32_t x;
		int32_t y;
	} place SC_TRANSIENT;
	struct post *posts SC_RELATION(many, audit.posts, author_id);
	size_t posts_len SC_TRANSIENT;
};

struct post {
	SC_TABLE(posts, schema(audit), strict)
	SC_PRIMARY_KEY_ON(posts_pkey, author_id, number)
	SC_FOREIGN_KEY(posts_author_fk, (author_id), users, (id), on_delete(cascade), not_valid)

	int64_t author_id;
	int32_t number SC_SERIAL;
	const char *const title;
};

struct counter {
	SC_TABLE("Odd counters", without_rowid)

	int64_t id SC_PRIMARY_KEY;
	unsigned int hits;
};

struct event {
	SC_TABLE(events)

	int64_t id SC_PRIMARY_KEY SC_AUTOINCREMENT;
	int64_t at SC_ON_CONFLICT(ignore);
};

#ifdef __cplusplus
}
#endif

#endif
