/*
 * sqlite_time: a point in time as SQLite's number of seconds since 1970, which is what a time_t
 * holds. CURRENT_TIMESTAMP is a text in SQLite (lang_datefunc.html).
 */
#ifndef SCHEMAC_SQLITE_RULES_SQLITE_TIME_H
#define SCHEMAC_SQLITE_RULES_SQLITE_TIME_H

#include <stdbool.h>

/*
 * The seconds for CURRENT_TIMESTAMP, CURRENT_DATE, now() and their synonyms; NULL for any other
 * expression. `version` is that of the target, 0: unknown. unixepoch() requires SQLite 3.38.
 */
const char *sqlite_seconds(const char *expression, unsigned version);

/* Whether both expressions are the seconds of the same point in time. */
bool sqlite_seconds_equal(const char *a, const char *b);

/* Whether `after` is the number of seconds for the text that `before` is. */
bool sqlite_becomes_seconds(const char *before, const char *after);

#endif
