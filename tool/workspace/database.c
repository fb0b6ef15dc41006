#include "workspace/database.h"

#include "base/file.h"
#include "base/secret.h"
#include "base/text.h"
#include "postgresql/server/postgresql_engine.h"
#include "sqlite/server/sqlite_engine.h"
#include "workspace/dialects.h"
#include "workspace/named_url.h"

#include <string.h>

/* Indexed by enum dialect_id; NULL: this schemac was built without it. */
static const struct engine *const engines[DIALECT_COUNT] = {
	[DIALECT_SQLITE] = &sqlite_engine,
	[DIALECT_POSTGRESQL] = &postgresql_engine,
};

const struct engine *
database_engine(enum dialect_id dialect)
{
	return engines[dialect];
}

const char *
database_version_table(const struct workspace *workspace)
{
	return workspace->config.version_table != NULL ? workspace->config.version_table
						     : "schemac_version";
}

static int
open_named(struct workspace *workspace, struct database *out, const struct named_url *named,
	enum engine_mode mode)
{
	if (database_url_parse(&workspace->arena, &out->url, named->text, named->folder, named->at,
		    &workspace->diagnostics) != 0)
		return -1;
	out->engine = engines[out->url.dialect];
	if (out->engine == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_URL, named->at,
			"this schemac was built without support for %s", dialect_name(out->url.dialect));
	out->url.patience_ms = mode == ENGINE_TO_CHANGE ? workspace->config.busy_timeout_ms
							: workspace->config.lock_timeout_ms;
	return out->engine->open(&out->db, &out->url, mode, named->at, &workspace->diagnostics);
}

int
database_open_url(struct workspace *workspace, struct database *out, const char *url,
	enum engine_mode mode, struct location at)
{
	const struct named_url named = {.text = url, .at = at};
	return open_named(workspace, out, &named, mode);
}

const struct offline_dialect *
database_offline(struct workspace *workspace)
{
	struct database_url url = {0};
	struct dialects dialects = {0};
	if (dialects_select(workspace, &dialects) != 0)
		return NULL;
	enum dialect_id id = named_url_parse(workspace, &url) ? url.dialect : dialects.items[0]->id;
	if (engines[id] != NULL && engines[id]->offline != NULL)
		return engines[id]->offline;
	diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"this schemac was built without support for scripts for %s", dialect_name(id));
	return NULL;
}

bool
database_is_missing(struct workspace *workspace)
{
	struct database_url url = {0};
	return named_url_parse(workspace, &url) && url.path != NULL &&
	       !text_equal(url.path, ":memory:") && !file_exists(url.path);
}

bool
database_is_named(struct workspace *workspace)
{
	struct named_url named;
	return named_url_find(workspace, &named, NULL) == 0 && named.text != NULL;
}

/* Revisions change only a database for which they have SQL. An invalid URL is reported later. */
static int
require_dialect(struct workspace *workspace, const struct named_url *named)
{
	enum dialect_id dialect = database_url_dialect(named->text);
	return dialect == DIALECT_COUNT ? 0 : dialects_require(workspace, dialect, named->at);
}

int
database_open(struct workspace *workspace, struct database *out, enum engine_mode mode)
{
	struct named_url named;
	if (named_url_find(workspace, &named, &workspace->diagnostics) != 0)
		return -1;
	if (named.text != NULL && mode == ENGINE_TO_CHANGE &&
		require_dialect(workspace, &named) != 0)
		return -1;
	if (named.text != NULL)
		return open_named(workspace, out, &named, mode);
	diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"no database specified");
	diag_note(&workspace->diagnostics, (struct location){0},
		"specify --url sqlite:///FILE, or set `url` in schemac.ini");
	config_note_missing(&workspace->config, &workspace->diagnostics);
	return -1;
}

const char *
database_command(struct workspace *workspace)
{
	struct database_url url = {0};
	if (workspace->url == NULL || !named_url_parse(workspace, &url))
		return workspace->program;
	return arena_printf(&workspace->arena, "%s --url %s", workspace->program,
		text_shell_word(&workspace->arena, url.shown));
}

void
database_close(struct database *database)
{
	database->engine->close(database->db);
}

void
database_options(struct workspace *workspace, struct schemac_options *out)
{
	*out = (struct schemac_options){
		.transaction_per_migration = workspace->config.transaction_per_migration,
		.lock_timeout_ms = workspace->config.lock_timeout_ms,
		.busy_timeout_ms = workspace->config.busy_timeout_ms,
		.tool = "schemac " SCHEMAC_VERSION,
	};
}

struct error_text {
	enum schemac_error_kind kind;
	enum diag_id id;
	const char *way_out; /* NULL: the message is enough */
};

static const struct error_text error_texts[] = {
	{SCHEMAC_ERROR_USAGE, DIAG_BAD_USAGE, NULL},
	{SCHEMAC_ERROR_UNREVIEWED, DIAG_NOT_REVIEWED,
		"review it with `schemac review`, or use --allow-unreviewed with a scratch database"},
	{SCHEMAC_ERROR_UNKNOWN_REVISION, DIAG_UNKNOWN_VERSION,
		"restore its files, or undo it with `schemac downgrade --stored`"},
	{SCHEMAC_ERROR_IRREVERSIBLE, DIAG_IRREVERSIBLE, NULL},
	{SCHEMAC_ERROR_STATE, DIAG_WRONG_TARGET, NULL},
	{SCHEMAC_ERROR_CALL, DIAG_STEP_FAILED, NULL},
	{SCHEMAC_ERROR_SQL, DIAG_STATEMENT_FAILED, NULL},
	{SCHEMAC_ERROR_TRANSACTION, DIAG_STATEMENT_FAILED,
		"remove the statement: schemac itself begins and ends the transaction"},
	{SCHEMAC_ERROR_REBUILD, DIAG_STATEMENT_FAILED, NULL},
	{SCHEMAC_ERROR_ROWS, DIAG_ROWS_IN_THE_WAY,
		"give these rows a value, in the revision or by hand, then run the upgrade again"},
	{SCHEMAC_ERROR_LOCK, DIAG_DATABASE_FAILED, NULL},
	{SCHEMAC_ERROR_INTERRUPTED, DIAG_INTERRUPTED, NULL},
	{SCHEMAC_ERROR_NO_MEMORY, DIAG_SYSTEM_FAILED, NULL},
	{SCHEMAC_ERROR_DATABASE, DIAG_DATABASE_FAILED, NULL},
	{SCHEMAC_ERROR_KEEP, DIAG_NOT_KEPT, NULL},
	{SCHEMAC_ERROR_DIALECT, DIAG_OTHER_DIALECT,
		"write a section for this engine (`-- schemac: upgrade sqlite` or `upgrade postgresql`), "
		"even if it is empty"},
};

/* The runtime's message may contain one of the driver. */
static const char *
without_secrets(
	struct workspace *workspace, const struct database *database, const char *message)
{
	struct texts secrets = {0};
	if (database->url.conninfo == NULL)
		return message;
	secret_collect(&workspace->arena, &secrets, database->url.conninfo);
	return secret_scrub(&workspace->arena, message, &secrets);
}

int
database_report(struct workspace *workspace, const struct database *database,
	const struct schemac_error *error)
{
	struct location at = {.file = arena_strdup(&workspace->arena, error->file),
		.line = error->line,
		.column = error->column};
	const struct error_text *text = error_texts;
	while (text->kind != error->kind)
		text++;
	if (at.file == NULL)
		at.file = database->url.shown;
	const char *message = without_secrets(workspace, database, error->message);
	if (error->revision[0] != '\0' && strstr(message, error->revision) == NULL)
		diag_add(&workspace->diagnostics, text->id, at, "revision %s: %s", error->revision,
			message);
	else
		diag_add(&workspace->diagnostics, text->id, at, "%s", message);
	if (text->way_out != NULL)
		diag_note(&workspace->diagnostics, (struct location){0}, "%s", text->way_out);
	return -1;
}
