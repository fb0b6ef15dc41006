#include "postgresql/server/cluster.h"

#include "base/file.h"
#include "postgresql/server/cluster_programs.h"
#include "postgresql/server/cluster_supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The user's PG* variables are meant for other servers. The settings in the string take precedence
 * over them (PostgreSQL 15, 34.1.2), unless a setting is empty. Therefore `options` has a harmless
 * value.
 */
static const char *
conninfo_for(struct arena *arena, const char *folder)
{
	return arena_printf(arena,
		"host=%s port=5432 user=schemac dbname=postgres options=-cDateStyle=ISO", folder);
}

/* Reads the supervisor's report: 0 with out->conninfo, or -1 with a diagnostic. */
static int
read_report(
	struct arena *arena, struct cluster *cluster, int report, struct diagnostics *diagnostics)
{
	struct strbuf text = STRBUF_INIT;
	int result = 0;
	if (file_read_descriptor(&text, report) != 0 || text.len == 0)
		result = diag_add(diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
			"the process that starts the scratch PostgreSQL server died");
	else if (text.buf[0] == '+')
		cluster->conninfo = conninfo_for(arena, text.buf + 1);
	else
		result = diag_add(diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
			"cannot start a scratch PostgreSQL server: %s", text.buf + 1);
	strbuf_release(&text);
	if (result != 0)
		diag_note(diagnostics, (struct location){0},
			"set `dev_url` in schemac.ini to use a different server");
	return result;
}

static int
start(struct arena *arena, struct cluster *out, const char *programs,
	struct diagnostics *diagnostics)
{
	int lifeline[2] = {-1, -1}, report[2] = {-1, -1};
	bool made = pipe2(lifeline, O_CLOEXEC) == 0 && pipe2(report, O_CLOEXEC) == 0;
	out->supervisor = made ? fork() : -1;
	if (out->supervisor == 0) {
		close(lifeline[1]);
		close(report[0]);
		cluster_supervise(programs, lifeline[0], report[1]);
	}
	int result = out->supervisor > 0
			     ? 0
			     : diag_add(diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
				       "cannot create a process: %s", strerror(errno));
	close(lifeline[0]);
	close(report[1]);
	out->lifeline = lifeline[1];
	if (result == 0) {
		result = read_report(arena, out, report[0], diagnostics);
		if (result != 0)
			cluster_stop(out);
	} else {
		close(lifeline[1]);
	}
	close(report[0]);
	return result;
}

int
cluster_start(struct arena *arena, struct cluster *out, struct diagnostics *diagnostics)
{
	const char *programs = cluster_programs_find(arena);
	*out = (struct cluster){.supervisor = -1, .lifeline = -1};
	if (programs != NULL)
		return start(arena, out, programs, diagnostics);
	diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"cannot create a scratch database for postgresql: initdb was not found");
	diag_note(diagnostics, (struct location){0},
		"install the PostgreSQL server, add the folder of its initdb to PATH, or set "
		"`dev_url` in schemac.ini");
	return -1;
}

void
cluster_stop(struct cluster *cluster)
{
	close(cluster->lifeline);
	while (waitpid(cluster->supervisor, NULL, 0) < 0 && errno == EINTR)
		continue;
}
