/*
 * compilation: the headers to read, and how the project's compiler is run on them.
 */
#ifndef SCHEMAC_FRONT_C_COMPILATION_H
#define SCHEMAC_FRONT_C_COMPILATION_H

#include <stddef.h>

struct compilation {
	const char *const *headers; /* paths as the user gave them */
	size_t header_count;
	const char *const *cflags; /* -I… -D… -U… -include … -isystem … -std=…, in this order */
	size_t cflag_count;
	const char *compiler; /* a program and its options ("ccache gcc"); NULL: $CC, or cc */
	const char *include_folder; /* has schemac/model.h; first on the include path; or NULL */
};

#endif
