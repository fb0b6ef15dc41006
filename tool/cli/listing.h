/*
 * listing: revisions as lines of text or as JSON, on standard output.
 */
#ifndef SCHEMAC_CLI_LISTING_H
#define SCHEMAC_CLI_LISTING_H

#include "base/json.h"
#include "branch/revision_list.h"

/* Appends one line, and the details of the revision if the list has them. */
void listing_describe(struct arena *arena, const struct revision_list *list,
	const struct revision *revision, struct strbuf *out);

/* Appends a line for each row of the database without a file. */
void listing_describe_unknown(const struct revision_list *list, struct strbuf *out);

/* Prints the unknown rows and the revisions, which are in the order of the graph. */
void listing_print(struct arena *arena, const struct revision_list *list,
	const struct revisions *revisions, bool newest_first);

/*
 * The same as one JSON list. The list has the details of all these revisions; their commits are
 * printed if `commits` is set.
 */
void listing_print_json(struct arena *arena, const struct revision_list *list,
	const struct revisions *revisions, bool newest_first, bool commits);

#endif
