/*
 * listing: prints revisions to standard output, as lines of text or as JSON.
 */
#ifndef SCHEMAC_CLI_SHOW_LISTING_H
#define SCHEMAC_CLI_SHOW_LISTING_H

#include "base/json.h"
#include "branch/revision_list.h"

/* Appends a line for the revision, and its details if the list contains them. */
void listing_describe(struct arena *arena, const struct revision_list *list,
	const struct revision *revision, struct strbuf *out);

/* Appends a line for each row of the version table that has no revision file. */
void listing_describe_unknown(const struct revision_list *list, struct strbuf *out);

/* Prints the unknown rows and the revisions. `revisions` must be in graph order. */
void listing_print(struct arena *arena, const struct revision_list *list,
	const struct revisions *revisions, bool newest_first);

/*
 * Prints the same information as one JSON list. `list` must contain the details of all revisions.
 * If `commits` is set, their commits are printed as well.
 */
void listing_print_json(struct arena *arena, const struct revision_list *list,
	const struct revisions *revisions, bool newest_first, bool commits);

#endif
