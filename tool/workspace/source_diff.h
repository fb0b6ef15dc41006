/*
 * source_diff: the differences between two schema sources.
 */
#ifndef SCHEMAC_WORKSPACE_SOURCE_DIFF_H
#define SCHEMAC_WORKSPACE_SOURCE_DIFF_H

#include "diff/compare.h"
#include "workspace/schema_source.h"

/* The differences in one dialect. */
struct difference {
	const struct dialect *dialect;
	struct compare_settings settings;
	struct schema *before, *after;
	struct changes changes;
};

struct source_diff {
	struct workspace *workspace;
	struct schema_source from, to;
	struct difference items[DIALECT_COUNT];
	size_t len;
};

/*
 * Reads both words, which may be NULL, as schema_source_read() does, and compares the two schemas.
 * -1 after diagnostics.
 */
int source_diff_read(struct workspace *workspace, struct source_diff *out, const char *from,
	const char *to, const struct texts *cflags);

/* Reports a difference between the two, if there is one. */
void source_diff_report(struct source_diff *diff);

/*
 * Appends the statements that lead from one to the other, for each dialect. -1 after diagnostics.
 */
int source_diff_print_sql(struct source_diff *diff, struct strbuf *out);

#endif
