#include "postgresql/server/cluster_programs.h"

#include "base/file.h"
#include "base/process.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
has_programs(struct arena *arena, const char *folder)
{
	return *folder == '/' && access(path_join(arena, folder, "initdb"), X_OK) == 0 &&
	       access(path_join(arena, folder, "pg_ctl"), X_OK) == 0;
}

static const char *
find_in_path(struct arena *arena)
{
	const char *path = getenv("PATH");
	while (path != NULL && *path != '\0') {
		size_t length = strcspn(path, ":");
		const char *folder = arena_strndup(arena, path, length);
		if (has_programs(arena, folder))
			return folder;
		path += length + (path[length] == ':');
	}
	return NULL;
}

static const char *
ask_pg_config(struct arena *arena)
{
	static const char *const arguments[] = {"pg_config", "--bindir", NULL};
	struct strbuf output = STRBUF_INIT, errors = STRBUF_INIT;
	struct process process = {.argv = arguments, .output = &output, .errors = &errors};
	const char *folder = NULL;
	if (process_run(&process) == 0 && process.status == 0)
		folder = arena_strndup(arena, output.buf, strcspn(output.buf, "\n"));
	strbuf_release(&output);
	strbuf_release(&errors);
	return folder != NULL && has_programs(arena, folder) ? folder : NULL;
}

/*
 * The newest version in the folders that Debian's packages use, or in those that the Red Hat
 * packages of postgresql.org use.
 */
static const char *
find_newest(struct arena *arena)
{
	static const char *const places[] = {"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"};
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const char *best = NULL;
		glob_t found;
		if (glob(places[i], 0, NULL, &found) == 0)
			for (size_t j = 0; j < found.gl_pathc; j++)
				if (has_programs(arena, found.gl_pathv[j]) &&
					(best == NULL || strverscmp(found.gl_pathv[j], best) > 0))
					best = found.gl_pathv[j];
		best = arena_strdup(arena, best);
		globfree(&found);
		if (best != NULL)
			return best;
	}
	return NULL;
}

const char *
cluster_programs_find(struct arena *arena)
{
	const char *folder = find_in_path(arena);
	if (folder == NULL)
		folder = ask_pg_config(arena);
	return folder != NULL ? folder : find_newest(arena);
}
