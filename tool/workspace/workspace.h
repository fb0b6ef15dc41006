/*
 * workspace: what most commands work on: the models, the revisions, the dialects and the database that
 * the command line and schemac.ini name.
 */
#ifndef SCHEMAC_WORKSPACE_WORKSPACE_H
#define SCHEMAC_WORKSPACE_WORKSPACE_H

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "diff/dialect.h"
#include "rev/file/snapshot.h"
#include "rev/file/store.h"
#include "schema/schema.h"

/* The options of commands that read models: the preprocessor's. */
struct model_options {
	struct texts cflags;
};

extern const struct option model_option_table[];

struct project_dialects {
	const struct dialect *items[DIALECT_COUNT];
	size_t len; /* at least 1 after project_dialects() */
};

/* The dialects that schemac.ini names, in the order of enum dialect_id; SQLite if it names none. */
int project_dialects(struct context *context, struct project_dialects *out);

/* How the ini wants schemas compared for the dialect. */
struct compare_settings project_compare_settings(
	struct context *context, enum dialect_id dialect);

/*
 * The schema of the models: the operands that are headers or metadata.json files, or `models` of
 * the ini where there are none. Names from [naming] are filled in. Dependencies may be NULL.
 */
int project_models(struct context *context, const struct model_options *options,
	struct schema **out, struct texts *dependencies);

/*
 * Adds what a file of metadata holds to the schema, as it is: that of a database may say what no
 * model would.
 */
int project_metadata(struct context *context, struct schema *schema, const char *path);

/* The version locations, as paths from here; at least one. */
void project_version_folders(struct context *context, struct texts *out);

/* All revisions. */
int project_store(struct context *context, struct store *out);

/* Path of a file that the ini names, as seen from here. */
const char *project_path(struct context *context, const char *path);

/* Seconds since 1970: SOURCE_DATE_EPOCH where it is set, else now. -1 where it is no number. */
int project_time(struct context *context, long long *out);

/* How many seconds the ini's timezone is ahead of UTC at that time. */
long project_utc_offset(struct context *context, long long epoch);

/* "Name <mail>" of whoever runs this, by git's configuration; else the login name. */
const char *project_identity(struct context *context);

/*
 * The account that this runs under, for the history of a database: there it matters more than who
 * wrote a commit, and servers have no git.
 */
const char *project_account(struct context *context);

/*
 * Writes what a command was asked for; path NULL: to standard output. A file that holds the same
 * already keeps its times.
 */
int project_write_output(struct context *context, const char *path, const struct strbuf *text);

/* Whether no file may be written into versions/. */
bool project_is_frozen(const struct context *context);

#endif
