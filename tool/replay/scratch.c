#include "replay/scratch.h"

int
scratch_begin(struct workspace *workspace, struct scratch *out, enum dialect_id dialect)
{
	const struct engine *engine = database_engine(dialect);
	*out = (struct scratch){.url = engine->scratch_url};
	if (out->url != NULL)
		return 0;
	out->at = config_place(&workspace->config, "dev_url");
	if (config_dev_url(
		    &workspace->arena, &workspace->config, &out->url, &workspace->diagnostics) != 0)
		return -1;
	if (out->url != NULL)
		return 0;
	if (engine->server_start(&workspace->arena, &out->server, &workspace->diagnostics) != 0)
		return -1;
	out->starter = engine;
	out->url = out->server.url;
	return 0;
}

void
scratch_end(struct scratch *scratch)
{
	if (scratch->starter != NULL)
		scratch->starter->server_stop(&scratch->server);
	scratch->starter = NULL;
}

int
scratch_open(struct workspace *workspace, struct database *out, const struct scratch *scratch)
{
	return database_open_url(workspace, out, scratch->url, ENGINE_TO_TRY, scratch->at);
}
