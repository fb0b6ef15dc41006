/*
 * ddl: the statements that make a list of changes, in the order they run.
 */
#ifndef SCHEMAC_DIFF_DDL_H
#define SCHEMAC_DIFF_DDL_H

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

struct ddl {
	VEC(struct statement) statements;
	bool no_transaction; /* they can only run outside of one */
};

enum ddl_direction { DDL_UP, DDL_DOWN };

struct compare_settings;

/* What a dialect is asked to write. */
struct ddl_request {
	const struct schema *before, *after; /* adapted; borrowed */
	const struct changes *changes;       /* from before to after */
	enum ddl_direction direction; /* DOWN: what is gone for good gets a value that fits */
	const struct compare_settings *settings;
};

void ddl_add(struct arena *arena, struct ddl *ddl, enum statement_kind kind, const char *text);
void ddl_addf(struct arena *arena, struct ddl *ddl, enum statement_kind kind,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Appends the statements as text of a revision file, each with its ';' and a line end. */
void ddl_print(struct strbuf *out, const struct ddl *ddl);

#endif
