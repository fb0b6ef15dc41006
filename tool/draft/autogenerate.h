/*
 * autogenerate: from the difference between models and revisions to a draft revision, or two of them
 * where a part of it cannot be made in a transaction.
 *
 * The draft at the head that nobody touched is no obstacle: it is written anew, or removed where
 * the models changed back. Any other draft stays, and what changed since becomes one on top.
 */
#ifndef SCHEMAC_DRAFT_AUTOGENERATE_H
#define SCHEMAC_DRAFT_AUTOGENERATE_H

#include "base/text.h"
#include "diff/hints.h"
#include "workspace/workspace.h"

/* What was asked for, beyond the models. All zero for `check`. */
struct generate_options {
	const char *message;   /* NULL: made up from the changes */
	const char *id;        /* --rev-id; NULL: derived */
	const char *head;      /* --head: the parent, or "base"; NULL: the only head */
	bool splice;           /* the parent need not be a head */
	const char *label;     /* --branch-label */
	struct texts depends_on;
	const char *folder;    /* --version-path; NULL: the first */
	const char *hints;     /* --hints: a file; NULL: none */
	bool write;            /* else nothing is written or removed */
};

/* The difference between a revision and the models in one dialect. */
struct dialect_changes {
	const struct dialect *dialect;
	struct schema *before, *after; /* of the dialect */
	struct changes changes;
};

struct generation {
	struct store store;              /* as loaded, before anything was written */
	const struct revision *parent;   /* of the draft; NULL: a base */
	bool every_head;                 /* nobody says which of several it follows: all count */
	const struct revision *obsolete; /* the untouched draft that is replaced or removed, or NULL */
	const struct revision *obsolete_next; /* the one on top of it, what `next` would be, or NULL */
	struct schema *before;           /* the schema at the parent, for all dialects */
	struct schema *models;
	struct hints hints;              /* of the file, and those that the obsolete draft was given */
	struct dialect_changes dialects[DIALECT_COUNT]; /* from before to models */
	size_t dialect_count;
	bool changed;              /* any dialect has changes */
	bool removed;              /* the obsolete draft was: the models say what its parent says */
	bool unchanged_draft;      /* the obsolete draft says just this: it is left as it is */
	struct dialect_changes news[DIALECT_COUNT]; /* what the obsolete draft does not cover yet */
	const char *sql_path;      /* of the draft: written, there already, or (frozen) NULL */
	const char *text;          /* of the draft's SQL file; NULL if there are no changes */
	const char *id;            /* of the draft */

	/*
	 * What no transaction can hold has a draft of its own on top of this one, which is then
	 * without it: `models` here are `before` there. NULL: there is nothing of that, or nothing
	 * else.
	 */
	struct generation *next;
};

/*
 * Compares, and writes, replaces or removes the draft as options.write says. Errors of the models'
 * changes (a rename that is none for sure) are reported and stop it. Drift itself is not reported:
 * see generate_report_drift().
 */
int generate(struct context *context, struct generation *out, struct schema *models,
	const struct generate_options *options);

/* Compares g->before with g->models in every dialect: fills in `dialects` and `changed`. */
int generate_compare(struct context *context, struct generation *g);

/* A revision without changes, to be filled in by hand. */
int generate_empty(struct context *context, struct generation *out,
	const struct generate_options *options);

/* A revision that follows all the parents, of the store, and states the objects, without SQL. */
int generate_merge(struct context *context, struct generation *out,
	const struct generate_options *options, const struct store *store,
	const struct revisions *parents, struct json *objects);

/* The drafts of the store as loaded that were replaced or removed. */
void generate_list_gone(
	struct context *context, const struct generation *generation, struct revisions *out);

/* A diagnostic for each change that no revision covers, at the models' lines. */
void generate_report_drift(struct context *context, const struct generation *generation);

/* A diagnostic for each new column that rows which are there have no value for. */
void generate_report_required(struct context *context, const struct generation *generation);

/* "Add phone to users", and the words of its file name: "add users phone". */
const char *generate_message(struct arena *arena, const struct changes *changes);
const char *generate_slug_text(struct arena *arena, const struct changes *changes);

#endif
