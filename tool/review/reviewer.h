/*
 * reviewer: who wrote a revision, and whether somebody's review of it counts (review_by_other).
 *
 * The author of a revision is the author of the commit that added it, as .mailmap names them. What
 * no commit has yet was written by whoever works here. Nobody can be named where there is no
 * repository, or where a shallow clone ends before the commit: then the rule holds nobody up, and
 * that is said (author-unknown).
 *
 * Git proves no names: the rule is against haste, not against forgery.
 */
#ifndef SCHEMAC_REVIEW_REVIEWER_H
#define SCHEMAC_REVIEW_REVIEWER_H

#include "branch/provenance.h"
#include "rev/file/review.h"

/* "Name <mail>", "Name" or "<mail>"; what is not there stays NULL. */
struct git_person person_parse(struct arena *arena, const char *text);

/* Whether the text names anybody. NULL names nobody. */
bool person_is_named(struct arena *arena, const char *text);

/* By address where both have one, whatever its case; else by name. */
bool person_same(const struct git_person *a, const struct git_person *b);

/*
 * Who would review the revision here: by git's configuration, as .mailmap names them; the login
 * name where git knows nobody.
 */
struct git_person reviewer_here(struct workspace *workspace, const struct revision *revision);

struct authorship {
	bool known;
	struct git_person author;    /* where known */
	const struct commit *commit; /* that added the revision; NULL: none yet, or not known */
};

/* Silent. */
struct authorship authorship_of(struct workspace *workspace, const struct revision *revision);

/*
 * Whether review_by_other is set and the review by that person does not count: it is the author's,
 * or names nobody.
 */
bool reviewer_is_author(struct workspace *workspace, const struct revision *revision, const char *by);

/* Says that the author cannot review the revision, or has (done). Always -1. */
int reviewer_report_own(
	struct workspace *workspace, const struct revision *revision, const char *by, bool done);

#endif
