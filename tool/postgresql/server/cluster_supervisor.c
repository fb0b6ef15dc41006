#include "postgresql/server/cluster_supervisor.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/process.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	/*
	 * A socket's path is at most 107 bytes long (unix(7)), including the folder and
	 * ".s.PGSQL.5432".
	 */
	LONGEST_PLACE = 107 - 50,
	DESCRIPTORS_OF_REMOVAL = 16,
};

struct supervisor {
	struct arena arena;
	const char *programs;
	char *folder;        /* also the working directory; NULL: not created yet */
	const char *problem; /* NULL: no failure */
};

static int
fail(struct supervisor *supervisor, const char *problem)
{
	supervisor->problem = problem;
	return -1;
}

static int
fail_errno(struct supervisor *supervisor, const char *doing)
{
	return fail(supervisor, arena_printf(&supervisor->arena, "%s: %s", doing, strerror(errno)));
}

/* ------------------------------------------------------------------ the process */

static void
do_nothing(int number)
{
	(void)number;
}

/*
 * A signal that ends schemac must not end the supervisor. Unlike SIG_IGN, a handler is not
 * inherited by the programs that the supervisor runs.
 */
static void
outlive_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
	struct sigaction action = {.sa_handler = do_nothing, .sa_flags = SA_RESTART};
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &action, NULL);
}

/* Closes the inherited output, because its reader must not wait for the supervisor. */
static void
detach(void)
{
	setsid();
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int descriptor = 0; nothing >= 0 && descriptor <= 2; descriptor++)
		dup2(nothing, descriptor);
}

/* The server reads PGPORT and similar variables, which the user has set for other servers. */
static void
clean_environment(struct supervisor *supervisor)
{
	VEC(const char *) names = {0};
	for (char **entry = environ; *entry != NULL; entry++)
		if (text_starts_with(*entry, "PG"))
			*VEC_ADD(&supervisor->arena, &names) =
				arena_strndup(&supervisor->arena, *entry, strcspn(*entry, "="));
	VEC_EACH (const char *, name, names)
		unsetenv(*name);
	setenv("LC_ALL", "C", 1);
	setenv("TZ", "UTC", 1);
}

static int
drop_root(struct supervisor *supervisor)
{
	if (geteuid() != 0)
		return 0;
	const struct passwd *user = getpwnam("postgres");
	if (user == NULL)
		user = getpwnam("nobody");
	if (user == NULL || user->pw_uid == 0)
		return fail(supervisor, "initdb does not run as root, and neither user postgres "
					"nor user nobody exists");
	if (setgroups(0, NULL) == 0 && setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0)
		return 0;
	return fail_errno(supervisor,
		arena_printf(&supervisor->arena,
			"initdb does not run as root, and root cannot switch to user %s",
			user->pw_name));
}

/* ------------------------------------------------------------------ the folder */

/* The path becomes part of a list in postgresql.conf and of a command line that pg_ctl runs. */
static bool
is_plain_place(const char *path)
{
	size_t plain = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "/._-+");
	return *path == '/' && path[plain] == '\0' && plain <= LONGEST_PLACE;
}

static int
create_folder(struct supervisor *supervisor)
{
	const char *const places[] = {getenv("TMPDIR"), "/tmp"};
	for (size_t i = 0; i < sizeof(places) / sizeof(*places) && supervisor->folder == NULL;
		i++) {
		if (places[i] == NULL || !is_plain_place(places[i]))
			continue;
		char *folder = path_join(&supervisor->arena, places[i], "schemac-server-XXXXXX");
		supervisor->folder = mkdtemp(folder);
	}
	if (supervisor->folder == NULL)
		return fail_errno(supervisor, "cannot create a folder in TMPDIR or /tmp");
	return chdir(supervisor->folder) == 0 ? 0 : fail_errno(supervisor, supervisor->folder);
}

static int
remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	remove(path);
	return 0;
}

/* ------------------------------------------------------------------ the server */

/* The last line that is not empty. */
static const char *
last_line(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text);
	while (end > text && char_is_space(end[-1]))
		end--;
	const char *start = end;
	while (start > text && start[-1] != '\n')
		start--;
	return arena_strndup(arena, start, (size_t)(end - start));
}

/* initdb begins its messages with its name, but the shell that pg_ctl runs does not. */
static const char *
explain_failure(struct supervisor *supervisor, const char *name, const char *output)
{
	const char *line = last_line(&supervisor->arena, output);
	return text_starts_with(line, name)
		       ? line
		       : arena_printf(&supervisor->arena, "%s: %s", name, line);
}

/* Runs a program of the server in the supervisor's folder; arguments[0] is its name. */
static int
run(struct supervisor *supervisor, const char *const *arguments, size_t count)
{
	struct strbuf output = STRBUF_INIT;
	VEC(const char *) argv = {0};
	*VEC_ADD(&supervisor->arena, &argv) =
		path_join(&supervisor->arena, supervisor->programs, arguments[0]);
	for (size_t i = 1; i < count; i++)
		*VEC_ADD(&supervisor->arena, &argv) = arguments[i];
	VEC_ADD(&supervisor->arena, &argv);
	struct process process = {.argv = argv.items, .output = &output, .errors = &output};
	int result = process_run(&process);
	if (result != 0)
		fail_errno(supervisor, argv.items[0]);
	else if (process.status != 0)
		result = fail(supervisor, explain_failure(supervisor, arguments[0], output.buf));
	strbuf_release(&output);
	return result;
}

#define RUN(supervisor, ...)                                                                       \
	run(supervisor, (const char *const[]){__VA_ARGS__},                                        \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static int
configure(struct supervisor *supervisor)
{
	static const char settings[] = "listen_addresses = ''\nport = 5432\n"
				       "unix_socket_directories = '%s'\n"
				       "fsync = off\nsynchronous_commit = off\n"
				       "full_page_writes = off\nautovacuum = off\njit = off\n"
				       "max_connections = 20\nshared_buffers = 16MB\n";
	FILE *file = fopen("data/postgresql.conf", "a");
	if (file == NULL)
		return fail_errno(supervisor, "postgresql.conf");
	bool written = fprintf(file, settings, supervisor->folder) > 0;
	return fclose(file) == 0 && written ? 0 : fail_errno(supervisor, "postgresql.conf");
}

/* pg_ctl only refers to the log, which contains the reason. */
static int
explain_start(struct supervisor *supervisor)
{
	struct strbuf log = STRBUF_INIT;
	if (file_read(&log, "log") == 0 && log.len > 0)
		fail(supervisor, last_line(&supervisor->arena, log.buf));
	strbuf_release(&log);
	return -1;
}

static int
create_server(struct supervisor *supervisor)
{
	if (drop_root(supervisor) != 0 || create_folder(supervisor) != 0 ||
		RUN(supervisor, "initdb", "-D", "data", "-U", "schemac", "-A", "trust", "-E",
			"UTF8", "--locale=C", "--no-sync") != 0 ||
		configure(supervisor) != 0)
		return -1;
	if (RUN(supervisor, "pg_ctl", "-D", "data", "-l", "log", "-w", "start") != 0)
		return explain_start(supervisor);
	return 0;
}

static void
remove_server(struct supervisor *supervisor)
{
	if (supervisor->folder == NULL)
		return;
	if (file_exists("data/postmaster.pid"))
		RUN(supervisor, "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
	if (chdir("/") == 0)
		nftw(supervisor->folder, remove_one, DESCRIPTORS_OF_REMOVAL, FTW_DEPTH | FTW_PHYS);
}

/* ------------------------------------------------------------------ life cycle */

static void
send_report(struct supervisor *supervisor, int report, char sign, const char *text)
{
	const char *all = arena_printf(&supervisor->arena, "%c%s", sign, text);
	/* The reader may have died. */
	ssize_t written = write(report, all, strlen(all));
	(void)written;
	close(report);
}

/* Nothing is ever written to the lifeline: read() returns when the other end is closed. */
static void
wait_for_end(int lifeline)
{
	char byte;
	while (read(lifeline, &byte, 1) < 0 && errno == EINTR)
		continue;
}

void
cluster_supervise(const char *programs, int lifeline, int report)
{
	struct supervisor supervisor = {.programs = programs};
	arena_init(&supervisor.arena);
	outlive_signals();
	detach();
	clean_environment(&supervisor);
	if (create_server(&supervisor) == 0) {
		send_report(&supervisor, report, '+', supervisor.folder);
		wait_for_end(lifeline);
	} else {
		send_report(&supervisor, report, '-', supervisor.problem);
	}
	remove_server(&supervisor);
	_exit(0);
}
