#include "base/digest.h"

#include "base/strbuf.h"

#include <sha2.h>
#include <stdint.h>
#include <string.h>

struct digest
digest_of(const void *data, size_t length)
{
	struct digest digest;
	SHA256Data(data, length, digest.hex);
	return digest;
}

struct digest
digest_of_text(const char *text, size_t length)
{
	struct strbuf plain = STRBUF_INIT;
	const char *end = text + length;
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (text < end) {
		const char *cr = memchr(text, '\r', (size_t)(end - text));
		const char *stop = cr != NULL ? cr : end;
		strbuf_add(&plain, text, (size_t)(stop - text));
		if (cr != NULL && (cr + 1 == end || cr[1] != '\n'))
			strbuf_addch(&plain, '\r');
		text = cr != NULL ? cr + 1 : end;
	}
	struct digest digest = digest_of(plain.buf, plain.len);
	strbuf_release(&plain);
	return digest;
}
