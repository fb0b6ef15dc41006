/*
 * plan: the statements that make a list of changes, in the order they run.
 */
#ifndef SCHEMAC_DIFF_PLAN_H
#define SCHEMAC_DIFF_PLAN_H

#include "base/strbuf.h"
#include "diff/change.h"

enum statement_kind {
	STATEMENT_SQL,       /* one SQL statement without its ';' */
	STATEMENT_DIRECTIVE, /* what follows "-- schemac: " */
	STATEMENT_COMMENT,   /* what follows "-- " */
};

struct statement {
	enum statement_kind kind;
	const char *text; /* SQL may have several lines */
};

struct plan {
	VEC(struct statement) statements;
};

enum plan_direction { PLAN_UP, PLAN_DOWN };

struct compare_settings;

/* What a dialect is asked to write. */
struct plan_request {
	const struct schema *before, *after; /* adapted; borrowed */
	const struct changes *changes;       /* from before to after */
	enum plan_direction direction; /* DOWN: what is gone for good gets a value that fits */
	const struct compare_settings *settings;
};

void plan_add(struct arena *arena, struct plan *plan, enum statement_kind kind, const char *text);
void plan_addf(struct arena *arena, struct plan *plan, enum statement_kind kind,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Appends the statements as text of a revision file, each with its ';' and a line end. */
void plan_print(struct strbuf *out, const struct plan *plan);

#endif
