/*
 * keep_sql: the kinds of objects that a KEEP step accepts, and the PL/pgSQL for them.
 *
 * A block of KEEP: scrt_keep_declare, lookup, scrt_keep_begin, find, scrt_keep_refuse, the parts of
 * the kind, scrt_keep_store. A block of KEEP_END: scrt_keep_declare, lookup, scrt_keep_begin, find,
 * scrt_keep_restore, and for kinds with privileges find, scrt_keep_revoke, find, scrt_keep_verify;
 * at last scrt_keep_done.
 *
 * Variables: `named`, `parent` and `kind` are the texts of the step. `looked` is the result of
 * `lookup`, which runs with the revision's search_path. `find` sets `object` (NULL: it does not
 * exist) and its `class`, the `relation` that it is or belongs to, `target`, its name in SQL after
 * the words `word` (ALTER and COMMENT) and `grants` (GRANT), and if it has them `owner`, `space`
 * (its schema) and `acl`.
 */
#ifndef SCHEMAC_RUNTIME_KEEP_SQL_H
#define SCHEMAC_RUNTIME_KEEP_SQL_H

#include <stdbool.h>

/* What follows the kind in the text of a step. */
enum keep_form {
	KEEP_NAME, /* NAME */
	KEEP_NAME_ON_TABLE,
	KEEP_TABLE_COLUMN, /* TABLE.COLUMN */
};

enum { KEEP_PARTS = 9 };

struct keep_kind {
	const char *word; /* in lower case */
	enum keep_form form;
	bool has_privileges;
	const char *lookup;
	const char *find;
	const char *parts[KEEP_PARTS]; /* NULL-terminated unless full */
};

/* All kinds; the last has no word. */
extern const struct keep_kind scrt_keep_kinds[];

extern const char scrt_keep_declare[], scrt_keep_begin[], scrt_keep_refuse[], scrt_keep_store[];
extern const char scrt_keep_restore[], scrt_keep_revoke[], scrt_keep_verify[], scrt_keep_done[];

#endif
