#include <schemac/model.h>
#include <stdint.h>

struct account {
	SC_TABLE(accounts)
	SC_UNIQUE_KEY((code, region), on_conflict(replace))
	SC_FOREIGN_KEY((parent), accounts, (id), name(accounts_parent_fkey))
	SC_CHECK("code <> region", name(accounts_code_check), column(code), comment("not its own region"))
	SC_CHECK(accounts_region, "length(region) = 2", on_conflict(ignore), postgresql("char_length(region) = 2"))

	int64_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(by_default, start(10));
	char code[9] SC_ON_CONFLICT(fail);
	char region[3];
	int64_t *parent;
	int64_t *owner SC_REFERENCES(accounts, id, match(full), not_valid, comment("who pays"));
	char note[40] SC_NOT_NULL SC_BACKFILL("'-'") SC_USING("trim(note)");
};

SC_TABLE_ONLY(entries,
	column(id, "bigint", identity_options(always, increment(2), cache(5)), primary_key),
	column(number, "integer", serial, on_conflict(abort)),
	column(title, "text", null, collate("C"), renamed_from(name), using("lower(title)")),
	column(size, "integer", type_on(sqlite, "INT"), default(0), default_on(postgresql, "1 + 1")),
	column(twice, "integer", generated("size * 2", stored)),
	column(kind, "text", not_null, backfill("'plain'")),
	column(during, "tsrange"),
	exclude(entries_apart, "USING gist (during WITH &&)"))

SC_TABLE_ONLY(marks, column(id, "INTEGER", primary_key, autoincrement))
