/*
 * listing: revisions as lines of text, or as JSON with --format=json.
 */
#ifndef SCHEMAC_CLI_LISTING_H
#define SCHEMAC_CLI_LISTING_H

#include "base/json.h"
#include "base/text.h"
#include "rev/graph/resolve.h"
#include "workspace/workspace.h"

#include <schemac/runtime.h>

/* What is known of one run's revisions besides the graph. */
struct listing {
	struct context *context;
	struct store store;
	struct texts rows; /* of the database, where it was asked for */
	struct json *json;        /* the list, with --format=json */
};

/*
 * All of them, and the rows of the database that no version location has (warned of, too); with
 * --format=json as one list.
 */
int listing_print(struct listing *listing, const struct revisions *revisions, bool newest_first);

/* What the database is at although no file says what that is; a warning for each. */
void listing_print_unknown(struct listing *listing);

/* Prints to standard output. */
void listing_print_json(const struct json *json);

/* The same appended to out: a line, and more of them with -v. */
int listing_describe(
	const struct listing *listing, const struct revision *revision, struct strbuf *out);

/* One as text, with details where -v was given. */
int listing_print_one(const struct listing *listing, const struct revision *revision);

bool listing_is_current(const struct listing *listing, const struct revision *revision);

/* Whether an identifier or range can only be understood with the rows of a database. */
bool listing_needs_rows(const char *text);

/*
 * What the database is at: its rows, known or not. With status not NULL, all that the runtime says of
 * it; schemac_status_release() it after 0.
 */
int listing_read_rows(struct listing *listing, struct schemac_status *status);

#endif
