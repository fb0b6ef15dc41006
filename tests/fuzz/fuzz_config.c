/*
 * config: any schemac.ini is either rejected with an error or read, and then every setting can be
 * read.
 */
#include "config/config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_config(const char *path, const char *name)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct config config;
	struct texts models;
	const char *url;

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	int result = config_read(&arena, &config, path, name, &diagnostics);
	/* an error is reported if and only if reading fails */
	if ((result < 0) != (diag_errors(&diagnostics) > 0))
		abort();
	if (result == 0) {
		config_url(&arena, &config, &url, &diagnostics);
		config_dev_url(&arena, &config, &url, NULL);
		config_models(&arena, &config, &models, &diagnostics);
		config_place(&config, "url");
	}
	diag_sort(&diagnostics);
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	int file = memfd_create("schemac.ini", MFD_CLOEXEC);

	if (file < 0 || write(file, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	read_config(path, NULL);
	read_config(path, "test");
	close(file);
	return 0;
}
