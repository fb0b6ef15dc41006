/*
 * secret: keeps passwords out of messages.
 *
 * A database is named by a URL or by a libpq connection string, and both may contain passwords.
 * This module finds the passwords in such a text, shows the text without them, and removes them
 * from texts that others wrote: a driver may quote what it was given, in any of its forms.
 *
 * A text that is not valid hides too much rather than too little: a '@', '/' or '%' that should
 * have been encoded does not show the rest of the password.
 *
 * Must not know: how a database is opened, diagnostics.
 */
#ifndef SCHEMAC_BASE_SECRET_H
#define SCHEMAC_BASE_SECRET_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

/* A copy of a database URL or connection string with "***" in place of each password. */
char *secret_hide(struct arena *arena, const char *text);

/* Whether secret_hide() would change the text. */
bool secret_is_in(const char *text);

/*
 * Whether libpq finds the password of a URL where secret_hide() finds it. The text follows the
 * "scheme://". If not, libpq takes a part of the password for the host, the port or the database,
 * and quotes it in messages.
 */
bool secret_url_is_clear(const char *authority);

/* Overwrites each password of the text with '*', in place. */
void secret_overwrite(char *text);

/*
 * Adds the passwords of a database URL or connection string to the list: as they are written and
 * with %XX decoded. The texts are in the arena.
 */
void secret_collect(struct arena *arena, struct texts *out, const char *text);

/*
 * A copy of a foreign text with "***" in place of each secret of the list, whether the text has it
 * as it is or percent-encoded, wholly or in part. A short secret that is a word is replaced only as
 * a whole word, because the password "a" must not take the letters out of every message.
 */
char *secret_scrub(struct arena *arena, const char *text, const struct texts *secrets);

#endif
