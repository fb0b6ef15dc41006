/*
 * digest: SHA-256 (FIPS 180-4, by libmd) as 64 lower-case hexadecimal digits.
 */
#ifndef SCHEMAC_BASE_DIGEST_H
#define SCHEMAC_BASE_DIGEST_H

#include <stddef.h>

enum {
	DIGEST_LENGTH = 64, /* digits, without the terminator */
};

struct digest {
	char hex[DIGEST_LENGTH + 1];
};

/* The digest of the bytes. */
struct digest digest_of(const void *data, size_t length);

/*
 * The digest of a text file, independent of its line endings. A byte order mark at the start and
 * every CR before an LF are ignored, so that git's autocrlf or an editor does not change the
 * digest.
 */
struct digest digest_of_text(const char *text, size_t length);

#endif
