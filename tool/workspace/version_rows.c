#include "workspace/version_rows.h"

#include "base/arena.h"
#include "base/text.h"
#include "rev/graph/set.h"
#include "workspace/workspace_bundle.h"

#include <string.h>

static int
open_database(struct workspace *workspace, struct database *out, const char *url)
{
	if (url == NULL)
		return database_open(workspace, out, ENGINE_TO_INSPECT);
	return database_open_url(workspace, out, url, ENGINE_TO_INSPECT, (struct location){0});
}

int
version_rows_read(struct workspace *workspace, const struct store *store, const char *url,
	struct texts *rows, struct schemac_status *status)
{
	struct arena *arena = &workspace->arena;
	struct revision_set none = set_new(arena, &store->graph);
	struct database database;
	struct schemac_error error;
	struct schemac_bundle *bundle =
		workspace_bundle_new(workspace, store, status != NULL ? NULL : &none, false);
	struct schemac_status own;
	struct schemac_options options;
	if (bundle == NULL || open_database(workspace, &database, url) != 0)
		return -1;
	database_options(workspace, &options);
	/* SQLite has no lock_timeout of its own, and a command that only reads gives up after it. */
	options.busy_timeout_ms = options.lock_timeout_ms;
	int result = schemac_status(&own, database.db, bundle, &options, &error);
	if (result != 0) {
		database_report(workspace, &database, &error);
	} else {
		for (size_t i = 0; i < own.row_count; i++)
			*VEC_ADD(arena, rows) = arena_strdup(arena, own.rows[i]);
		if (status != NULL)
			*status = own;
		else
			schemac_status_release(&own);
	}
	database_close(&database);
	return result;
}

/* Looks for "current" and for signs at the beginning, after ':' and after '@'. */
bool
version_rows_are_named(const char *identifier)
{
	static const char word[] = "current";
	for (const char *at = identifier; *at != '\0'; at++) {
		if (at != identifier && at[-1] != ':' && at[-1] != '@')
			continue;
		if (*at == '+' || *at == '-')
			return true;
		if (strncmp(at, word, strlen(word)) == 0 && !char_is_word(at[strlen(word)]))
			return true;
	}
	return false;
}
