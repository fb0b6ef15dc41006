#include "sqlite/server/sqlite_engine.h"

#include "sqlite/server/open.h"
#include "sqlite/server/sqlite_inspect.h"
#include "sqlite/server/sqlite_offline_script.h"

static int
engine_open(struct schemac_db *out, const struct database_url *url, enum engine_mode mode,
	struct location at, struct diagnostics *diagnostics)
{
	sqlite3 *handle;
	if (sqlite_open(&handle, url,
		    mode == ENGINE_TO_INSPECT ? SQLITE_TO_INSPECT : SQLITE_TO_CHANGE, at,
		    diagnostics) != 0)
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

const struct engine sqlite_engine = {
	.id = DIALECT_SQLITE,
	.scratch_url = "sqlite://:memory:",
	.open = engine_open,
	.close = engine_close,
	.inspect = engine_inspect,
	.offline = &sqlite_offline,
};
