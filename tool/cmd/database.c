#include "cmd/database.h"

#include "base/file.h"
#include "base/text.h"
#include "sqlite/engine.h"

#include <string.h>

/* Indexed by enum dialect_id; NULL: this schemac was built without it. */
static const struct engine *const engines[DIALECT_COUNT] = {
	[DIALECT_SQLITE] = &sqlite_engine,
};

const char *
database_version_table(const struct context *context)
{
	return context->config.version_table != NULL ? context->config.version_table
						     : "schemac_version";
}

int
database_open_url(struct context *context, struct database *out, const char *url,
	enum engine_mode mode, struct location at)
{
	if (database_url_parse(
		    &context->arena, &out->url, url, NULL, at, &context->diagnostics) != 0)
		return -1;
	out->engine = engines[out->url.dialect];
	if (out->engine == NULL)
		return diag_add(&context->diagnostics, DIAG_BAD_URL, at,
			"this schemac cannot talk to %s", dialect_name(out->url.dialect));
	return out->engine->open(&out->db, &out->url, mode, at, &context->diagnostics);
}

bool
database_is_missing(struct context *context)
{
	const char *text = context->global.url;
	struct database_url url = {0};
	struct diagnostics unheard;
	diag_init(&unheard, &context->arena);
	if (text == NULL && config_url(&context->arena, &context->config, &text, NULL) != 0)
		return false;
	return text != NULL &&
	       database_url_parse(&context->arena, &url, text, NULL, (struct location){0},
		       &unheard) == 0 &&
	       url.path != NULL && !text_equal(url.path, ":memory:") && !file_exists(url.path);
}

int
database_open(struct context *context, struct database *out, enum engine_mode mode)
{
	const char *url = context->global.url;
	struct location at = {0};
	if (url == NULL) {
		at = config_place(&context->config, "url");
		if (config_url(&context->arena, &context->config, &url, &context->diagnostics) != 0)
			return -1;
	}
	if (url != NULL)
		return database_open_url(context, out, url, mode, at);
	diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0}, "no database is named");
	diag_note(&context->diagnostics, (struct location){0},
		"give --url sqlite:///FILE, or set `url` in schemac.ini");
	return -1;
}

void
database_close(struct database *database)
{
	database->engine->close(database->db);
}

void
database_options(struct context *context, struct schemac_options *out)
{
	*out = (struct schemac_options){
		.transaction_per_migration = context->config.transaction_per_migration,
		.lock_timeout_ms = context->config.lock_timeout_ms,
		.applied_by = project_identity(context),
		.tool = "schemac " SCHEMAC_VERSION,
	};
}

struct error_text {
	enum schemac_error_kind kind;
	enum diag_id id;
	const char *way_out; /* NULL: the message says it */
};

static const struct error_text error_texts[] = {
	{SCHEMAC_ERROR_USAGE, DIAG_BAD_USAGE, NULL},
	{SCHEMAC_ERROR_UNREVIEWED, DIAG_UNREVIEWED,
		"`schemac review` it; --allow-unreviewed tries it on a scratch database"},
	{SCHEMAC_ERROR_UNKNOWN_REVISION, DIAG_UNKNOWN_VERSION,
		"bring its files into a version location; the database was migrated with others"},
	{SCHEMAC_ERROR_IRREVERSIBLE, DIAG_IRREVERSIBLE, NULL},
	{SCHEMAC_ERROR_STATE, DIAG_WRONG_TARGET, NULL},
	{SCHEMAC_ERROR_CALL, DIAG_STEP_FAILED, NULL},
	{SCHEMAC_ERROR_SQL, DIAG_STATEMENT_FAILED, "nothing of this run remains in the database"},
	{SCHEMAC_ERROR_TRANSACTION, DIAG_STATEMENT_FAILED,
		"schemac owns the transaction; nothing of this run remains in the database"},
	{SCHEMAC_ERROR_REBUILD, DIAG_STATEMENT_FAILED,
		"nothing of this run remains in the database"},
	{SCHEMAC_ERROR_ROWS, DIAG_ROWS_IN_THE_WAY,
		"give these rows a value, in the revision or by hand; nothing was changed"},
	{SCHEMAC_ERROR_LOCK, DIAG_DATABASE_FAILED, NULL},
	{SCHEMAC_ERROR_INTERRUPTED, DIAG_INTERRUPTED,
		"nothing of this run remains in the database"},
	{SCHEMAC_ERROR_NO_MEMORY, DIAG_SYSTEM_FAILED, NULL},
	{SCHEMAC_ERROR_DATABASE, DIAG_DATABASE_FAILED, NULL},
};

int
database_report(struct context *context, const struct database *database,
	const struct schemac_error *error)
{
	struct location at = {.file = arena_strdup(&context->arena, error->file),
		.line = error->line,
		.column = error->column};
	const struct error_text *text = error_texts;
	while (text->kind != error->kind)
		text++;
	if (at.file == NULL)
		at.file = database->url.shown;
	if (error->revision[0] != '\0' && strstr(error->message, error->revision) == NULL)
		diag_add(&context->diagnostics, text->id, at, "revision %s: %s", error->revision,
			error->message);
	else
		diag_add(&context->diagnostics, text->id, at, "%s", error->message);
	if (text->way_out != NULL)
		diag_note(&context->diagnostics, (struct location){0}, "%s", text->way_out);
	return -1;
}
