#include "sqlite/server/sqlite_engine.h"

#include "sqlite/rules/stubs.h"
#include "sqlite/server/open.h"
#include "sqlite/server/sqlite_inspect.h"
#include "sqlite/server/sqlite_offline_script.h"

static int
engine_open(struct schemac_db *out, const struct database_url *url, enum engine_mode mode,
	struct location at, struct diagnostics *diagnostics)
{
	static const enum sqlite_open_mode modes[] = {
		[ENGINE_TO_INSPECT] = SQLITE_TO_INSPECT,
		[ENGINE_TO_CHANGE] = SQLITE_TO_CHANGE,
		[ENGINE_TO_TRY] = SQLITE_TO_TRY,
	};
	sqlite3 *handle;
	if (sqlite_open(&handle, url, modes[mode], at, diagnostics) != 0)
		return -1;
	*out = schemac_sqlite(handle);
	return 0;
}

static void
engine_close(struct schemac_db db)
{
	sqlite3_close(db.handle);
}

static int
engine_inspect(struct arena *arena, struct schema *schema, struct schemac_db db,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	return sqlite_inspect(arena, schema, db.handle, options, diagnostics);
}

static bool
engine_accept(struct schemac_db db, const char *message, const char *sql)
{
	return sqlite_is_missing_stub(message) && sqlite_stub_names(db.handle, sql);
}

const struct engine sqlite_engine = {
	.id = DIALECT_SQLITE,
	.scratch_url = "sqlite://:memory:",
	.open = engine_open,
	.close = engine_close,
	.accept = engine_accept,
	.inspect = engine_inspect,
	.offline = &sqlite_offline,
};
