#include "postgresql/server/postgresql_engine.h"

#include "postgresql/postgresql_dialect.h"
#include "postgresql/server/cluster.h"
#include "postgresql/server/libpq/libpq_module.h"
#include "postgresql/server/normalise.h"
#include "postgresql/server/normalise_take.h"
#include "postgresql/server/postgresql_offline.h"

static const struct postgresql_functions *
load_functions(struct diagnostics *diagnostics)
{
	static const struct module module = {
		POSTGRESQL_MODULE_FILE, POSTGRESQL_MODULE_SYMBOL, POSTGRESQL_MODULE_LAYOUT};
	struct arena arena;
	const char *problem;
	arena_init(&arena);
	const struct postgresql_functions *functions = module_load(&arena, &module, &problem);
	if (functions == NULL)
		diag_add(diagnostics, DIAG_DATABASE_FAILED, (struct location){0},
			"cannot load " POSTGRESQL_MODULE_FILE ", which connects to PostgreSQL: %s",
			problem);
	arena_release(&arena);
	return functions;
}

static const struct engine *
load_engine(struct diagnostics *diagnostics)
{
	const struct postgresql_functions *functions = load_functions(diagnostics);
	return functions != NULL ? &functions->engine : NULL;
}

static int
engine_open(struct schemac_db *out, const struct database_url *url, enum engine_mode mode,
	struct location at, struct diagnostics *diagnostics)
{
	const struct engine *engine = load_engine(diagnostics);
	return engine != NULL ? engine->open(out, url, mode, at, diagnostics) : -1;
}

/* The module that opened the connection is never unloaded, therefore this cannot fail. */
static void
engine_close(struct schemac_db db)
{
	struct arena arena;
	struct diagnostics diagnostics;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	const struct engine *engine = load_engine(&diagnostics);
	if (engine != NULL)
		engine->close(db);
	arena_release(&arena);
}

static int
engine_inspect(struct arena *arena, struct schema *schema, struct schemac_db db,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	const struct engine *engine = load_engine(diagnostics);
	return engine != NULL ? engine->inspect(arena, schema, db, options, diagnostics) : -1;
}

/* Creates the copy on the server and inspects it; statement by statement if it is not valid. */
static int
create_copy(struct arena *arena, struct schema *server, struct schemac_db db,
	const struct scratch_names *names, const struct schema *copy,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	const struct postgresql_functions *functions = load_functions(diagnostics);
	struct texts statements;
	if (functions == NULL ||
		normalise_print(arena, &statements, names, copy, false, diagnostics) != 0)
		return -1;
	int result = functions->try_sql(
		arena, server, db, &statements, TRY_ALL, options, diagnostics);
	if (result != TRY_REJECTED)
		return result;
	if (normalise_print(arena, &statements, names, copy, true, diagnostics) != 0)
		return -1;
	return functions->try_sql(arena, server, db, &statements, TRY_EACH, options, diagnostics);
}

static int
engine_normalise(struct arena *arena, struct schema *schema, const struct schema *live,
	struct schemac_db db, const struct inspect_options *options,
	struct diagnostics *diagnostics)
{
	const struct postgresql_functions *functions = load_functions(diagnostics);
	struct schema *server = schema_new(arena);
	struct scratch_names names;
	if (functions == NULL)
		return -1;
	if (!normalise_is_needed(arena, schema, live))
		return 0;
	const struct schema *copy = normalise_copy(
		arena, &names, schema, live, functions->current_schema(arena, db));
	if (create_copy(arena, server, db, &names, copy, options, diagnostics) != 0)
		return -1;
	postgresql_dialect.adapt(arena, server);
	normalise_take_texts(schema, &names, server, live);
	return 0;
}

static int
engine_server_start(
	struct arena *arena, struct scratch_server *out, struct diagnostics *diagnostics)
{
	struct cluster *cluster = ARENA_NEW(arena, struct cluster);
	if (cluster_start(arena, cluster, diagnostics) != 0)
		return -1;
	*out = (struct scratch_server){.url = cluster->conninfo, .state = cluster};
	return 0;
}

static void
engine_server_stop(struct scratch_server *server)
{
	cluster_stop(server->state);
}

const struct engine postgresql_engine = {
	.id = DIALECT_POSTGRESQL,
	.server_start = engine_server_start,
	.server_stop = engine_server_stop,
	.open = engine_open,
	.close = engine_close,
	.normalise = engine_normalise,
	.inspect = engine_inspect,
	.offline = &postgresql_offline,
};
