/*
 * argument: the arguments of a marker as a tree.
 *
 *	SC_INDEX(posts_by_author, unique, on(author_id, "lower(title)"), where("state > 0"))
 *
 *	argument := name | text | number | option | list
 *	name     := part ["." part]	users, audit.users, "Order Details"
 *	option   := word "(" [argument {"," argument}] ")"
 *	list     := "(" [argument {"," argument}] ")"
 *
 * Whether a string literal is a name or SQL is for the marker to know: both are ARGUMENT_TEXT.
 */
#ifndef SCHEMAC_FRONT_C_ARGUMENT_H
#define SCHEMAC_FRONT_C_ARGUMENT_H

#include "base/vec.h"
#include "front/c/marker.h"
#include "schema/schema.h"

enum argument_kind {
	ARGUMENT_WORDS,  /* bare words: users, cascade, set null */
	ARGUMENT_TEXT,   /* string literals, joined and decoded */
	ARGUMENT_DOTTED, /* schema.name, each part bare or quoted */
	ARGUMENT_NUMBER, /* with its sign */
	ARGUMENT_OPTION, /* text names it */
	ARGUMENT_LIST,
	ARGUMENT_OTHER,  /* anything else: text is how it is written */
};

struct argument;
VEC_STRUCT(argument_list, struct argument *);

struct argument {
	enum argument_kind kind;
	const char *text;
	const char *qualifier;      /* DOTTED: what stands before the dot */
	struct argument_list items; /* OPTION, LIST */
	struct location at;         /* of all of it; of an option its word */
};

/*
 * The arguments of a marker that has its place. -1 where brackets do not match, an
 * argument is missing between commas, or nesting is too deep: that is reported.
 */
int arguments_parse(struct arena *arena, const struct marker *marker,
	struct diagnostics *diagnostics, struct argument_list *out);

/* The same for the expanded form of the arguments; nothing is reported. */
int arguments_parse_expanded(
	struct arena *arena, const struct marker *marker, struct argument_list *out);

/* The place of something within a marker. */
struct location location_join(struct location first, struct location last);

#endif
