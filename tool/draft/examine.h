/*
 * examine: how the models differ from the revisions. Nothing is written here.
 */
#ifndef SCHEMAC_DRAFT_EXAMINE_H
#define SCHEMAC_DRAFT_EXAMINE_H

#include "base/text.h"
#include "diff/hints.h"
#include "draft/schema_changes.h"

/* The options of the command line. All zero for `check`. */
struct draft_options {
	const char *message;   /* NULL: derived from the changes */
	const char *id;        /* --rev-id; NULL: derived from the parents and the content */
	const char *head;      /* --head: the parent, or "base"; NULL: the only head */
	bool splice;           /* the parent need not be a head */
	const char *label;     /* --branch-label; NULL: none */
	struct texts depends_on;
	const char *folder;    /* --version-path; NULL: the first version location */
	const char *hints;     /* --hints: a file; NULL: none */
	bool renumber;         /* --renumber: the answer for each column without a hint */
	bool keep_rows;        /* --keep-rows: likewise */
	bool record;           /* --record-constants: likewise, for new constants only */
	bool write;            /* false: versions/ is not changed */
};

struct examination {
	struct store store;            /* as loaded, before anything is written */
	const struct revision *parent; /* of the new draft; NULL: the draft is a base */
	bool every_head;               /* several heads and no --head: `before` is their merged schema */

	/*
	 * An untouched draft at the head, which the new one replaces, and the draft that was
	 * written after it in the same run (concurrent.h). NULL: none.
	 */
	const struct revision *obsolete, *obsolete_next;

	struct schema *before;            /* at the parent, for all dialects */
	struct schema *models;
	struct hints hints;               /* of the file, and those stored in the obsolete draft */
	struct schema_changes changes;    /* from `before` to `models` */
	struct schema_changes uncovered;  /* from the obsolete drafts to `models` */
};

/*
 * Compares the models with the revisions and applies the hints to the models. -1 after diagnostics.
 */
int examine(struct workspace *workspace, struct examination *out, struct schema *models,
	const struct draft_options *options);

/* The schema at one revision of the store; NULL: the empty schema. -1 after diagnostics. */
int examine_fold(struct workspace *workspace, const struct store *store,
	const struct revision *revision, struct schema **out);

/*
 * The revision that a draft follows: that of --head, or the only head; NULL: none. -1 after a
 * diagnostic.
 */
int examine_choose_parent(struct workspace *workspace, struct examination *examination,
	const struct draft_options *options);

#endif
