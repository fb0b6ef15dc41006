/*
 * Runs a fuzz target on the files of its corpus. This works as a test with any compiler. Each input
 * is in an allocation of its exact size, so that sanitizers detect a read past its end.
 *
 *	replay FOLDER
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
replay(const char *path)
{
	struct strbuf text = STRBUF_INIT;

	if (file_read(&text, path) != 0) {
		perror(path);
		strbuf_release(&text);
		return -1;
	}
	uint8_t *data = malloc(text.len ? text.len : 1);
	if (data == NULL)
		out_of_memory(text.len);
	memcpy(data, text.buf, text.len);
	LLVMFuzzerTestOneInput(data, text.len);
	free(data);
	strbuf_release(&text);
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct texts files = {0};
	int status = 0;

	if (argc != 2) {
		fprintf(stderr, "usage: replay FOLDER\n");
		return 2;
	}
	arena_init(&arena);
	if (folder_list(&arena, argv[1], &files) != 0 || files.len == 0) {
		fprintf(stderr, "%s: no files to replay\n", argv[1]);
		status = 1;
	}
	VEC_EACH (const char *, name, files) {
		if (replay(path_join(&arena, argv[1], *name)) != 0)
			status = 1;
	}
	arena_release(&arena);
	return status;
}
