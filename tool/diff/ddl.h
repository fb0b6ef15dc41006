/*
 * ddl: the statements for a list of changes, in the order of execution.
 */
#ifndef SCHEMAC_DIFF_DDL_H
#define SCHEMAC_DIFF_DDL_H

#include "base/strbuf.h"
#include "diff/change.h"

enum statement_kind {
	STATEMENT_SQL,       /* one SQL statement without its ';' */
	STATEMENT_DIRECTIVE, /* the text after "-- schemac: " */
	STATEMENT_COMMENT,   /* the text after "-- " */
};

struct statement {
	enum statement_kind kind;
	const char *text; /* SQL may span several lines */
};

struct ddl {
	VEC(struct statement) statements;
	bool no_transaction; /* the statements must run outside a transaction */
};

enum ddl_direction { DDL_UP, DDL_DOWN };

struct compare_settings;

/* The input of a plan. */
struct ddl_request {
	const struct schema *before, *after; /* adapted; borrowed */
	const struct changes *changes;       /* from before to after */
	enum ddl_direction direction; /* DOWN: lost values are replaced by values that fit */
	const struct compare_settings *settings;
};

void ddl_add(struct arena *arena, struct ddl *ddl, enum statement_kind kind, const char *text);
void ddl_addf(struct arena *arena, struct ddl *ddl, enum statement_kind kind,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Prints the statements for a revision file, each with ';' and a line feed. */
void ddl_print(struct strbuf *out, const struct ddl *ddl);

#endif
