/*
 * id: the ids and file names of new revisions. Both depend only on the arguments, so that the same
 * change on the same parent has the same name everywhere.
 */
#ifndef SCHEMAC_REV_FILE_ID_H
#define SCHEMAC_REV_FILE_ID_H

#include "base/arena.h"

#include <stddef.h>
#include <time.h>

enum {
	ID_DIGITS = 12,  /* hexadecimal */
	SLUG_LIMIT = 40, /* bytes; the default of truncate_slug_length */
};

/*
 * The id of a revision with these parents, in any order, and this content. The content is its
 * changes as compact JSON, or its message if it has no changes.
 */
const char *id_new(
	struct arena *arena, const char *const *parents, size_t count, const char *content);

/* The words of a message as part of a file name, in at most limit bytes: "add_phone_to_users". */
const char *slug_new(struct arena *arena, const char *message, size_t limit);

struct file_stamp {
	const char *id;
	const char *slug; /* if "", the "_" or "-" before %(slug)s is also removed */
	time_t epoch;     /* seconds since 1970 */
	long utc_offset;  /* seconds by which the timezone of schemac.ini is ahead of UTC */
};

/*
 * The file name without its extension, from a template such as "%(rev)s_%(slug)s". Placeholders:
 * rev, slug, epoch, year, month, day, hour, minute, second, each as %(x)s or with a width,
 * %(month).2d; %% is a '%'. Returns NULL and sets *problem if the template is invalid.
 */
const char *file_name_new(struct arena *arena, const char *template, const struct file_stamp *stamp,
	const char **problem);

/* "2026-11-21T10:00:00Z". */
const char *timestamp_print(struct arena *arena, time_t epoch);

#endif
