/*
 * marker_options: reads the options among the arguments of an annotation, according to tables of
 * option names.
 */
#ifndef SCHEMAC_FRONT_MODEL_MARKER_OPTIONS_H
#define SCHEMAC_FRONT_MODEL_MARKER_OPTIONS_H

#include "front/model/annotation.h"
#include "schema/schema.h"

enum option_form {
	OPTION_FLAG,      /* bool */
	OPTION_NAME,      /* const char * */
	OPTION_TEXT,      /* const char *: a string literal */
	OPTION_WORDS,     /* const char *: bare words, in capitals */
	OPTION_QUALIFIED, /* struct qualified_name */
	OPTION_COLUMNS,   /* struct texts */
	OPTION_SQL,       /* struct dialect_text */
	OPTION_ACTION,    /* enum fk_action */
	OPTION_PARTS,     /* struct key_parts */
	OPTION_CONFLICT,  /* const char *: SQLite's conflict resolution */
};

struct option {
	const char *name;
	enum option_form form;
	unsigned offset;         /* of the member that holds the value, in bytes */
	enum dialect_id dialect; /* the only dialect that supports the option; DIALECT_COUNT: all */
};

/*
 * Reads the options among the items, starting at index `first`, into the struct at `out`. sql
 * receives the SQL of sqlite("…") and postgresql("…"); if it is NULL, these can contain only
 * options. Returns -1 after reporting an option; the other options are still stored.
 */
int marker_options_take(struct model_builder *builder, const struct annotation *annotation,
	size_t first, const struct option *options, size_t count, void *out,
	struct dialect_text *sql);

/* The number of items before the first option. */
size_t marker_options_count_positional(
	const struct annotation *annotation, const struct option *options, size_t count);

#endif
