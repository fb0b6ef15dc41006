/*
 * reviewer: the author of a revision, and whether a person's review of it counts (review_by_other).
 *
 * The author of a revision is the author of the commit that added it, as .mailmap names them. The
 * author of an uncommitted revision is the current user. Without a repository, or if a shallow
 * clone lacks the commit, the author is unknown: then any review counts, and the note
 * author-unknown is reported.
 *
 * Git does not verify names: the rule prevents haste, not forgery.
 */
#ifndef SCHEMAC_REVIEW_REVIEWER_H
#define SCHEMAC_REVIEW_REVIEWER_H

#include "branch/provenance.h"
#include "rev/file/review.h"

/* Parses "Name <mail>", "Name" or "<mail>"; a missing part is NULL. */
struct git_person reviewer_parse(struct arena *arena, const char *text);

/* Whether the text contains a name or an address. It may be NULL. */
bool reviewer_is_named(struct arena *arena, const char *text);

/*
 * Whether two persons are the same: by address without regard to case if both have one, otherwise
 * by name.
 */
bool reviewer_equal(const struct git_person *a, const struct git_person *b);

/*
 * The current user, as git's configuration and .mailmap name them; the login name if git has no
 * name.
 */
struct git_person reviewer_here(struct workspace *workspace, const struct revision *revision);

struct authorship {
	bool known;
	struct git_person author;    /* if known */
	const struct commit *commit; /* that added the revision; NULL: not committed, or unknown */
};

/* The author of the revision. Silent. */
struct authorship reviewer_find_author(
	struct workspace *workspace, const struct revision *revision);

/*
 * Whether review_by_other is set and a review by this person does not count: `by` is the author, or
 * names nobody.
 */
bool reviewer_is_author(
	struct workspace *workspace, const struct revision *revision, const char *by);

/* Reports that the author cannot review the revision or, if `done`, has reviewed it. Always -1. */
int reviewer_report_own(
	struct workspace *workspace, const struct revision *revision, const char *by, bool done);

#endif
