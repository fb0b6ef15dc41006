/* The keeper: makes the server, waits until nobody needs it, and takes it away. */
#include "postgresql/server/cluster.h"

#include "base/file.h"
#include "base/process.h"
#include "base/text.h"

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
	/* The path of a Unix socket has 107 bytes (unix(7)); a name of ours and ".s.PGSQL.5432". */
	LONGEST_PLACE = 107 - 50,
	DESCRIPTORS_OF_REMOVAL = 16,
};

struct keeper {
	struct arena arena;
	const char *programs;
	char *folder;        /* NULL: not made yet; we are in it */
	const char *problem; /* NULL: none so far */
};

static int
fail(struct keeper *keeper, const char *problem)
{
	keeper->problem = problem;
	return -1;
}

static int
fail_errno(struct keeper *keeper, const char *doing)
{
	return fail(keeper, arena_printf(&keeper->arena, "%s: %s", doing, strerror(errno)));
}

/* ------------------------------------------------------------------ who we are */

static void
do_nothing(int number)
{
	(void)number;
}

/*
 * What ends schemac must not end us. A handler is not handed on to the programs that we run, as SIG_IGN
 * would be.
 */
static void
outlive_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
	struct sigaction action = {.sa_handler = do_nothing, .sa_flags = SA_RESTART};
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &action, NULL);
}

/* Nobody waits for the end of schemac's output on our account. */
static void
leave_terminal(void)
{
	setsid();
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int descriptor = 0; nothing >= 0 && descriptor <= 2; descriptor++)
		dup2(nothing, descriptor);
}

/* The server reads PGPORT and others; all of them are the user's, for the user's servers. */
static void
clean_environment(struct keeper *keeper)
{
	VEC(const char *) names = {0};
	for (char **entry = environ; *entry != NULL; entry++)
		if (text_starts_with(*entry, "PG"))
			*VEC_ADD(&keeper->arena, &names) =
				arena_strndup(&keeper->arena, *entry, strcspn(*entry, "="));
	VEC_EACH (const char *, name, names)
		unsetenv(*name);
	setenv("LC_ALL", "C", 1);
	setenv("TZ", "UTC", 1);
}

static int
leave_root(struct keeper *keeper)
{
	if (geteuid() != 0)
		return 0;
	const struct passwd *user = getpwnam("postgres");
	if (user == NULL)
		user = getpwnam("nobody");
	if (user == NULL || user->pw_uid == 0)
		return fail(keeper,
			"initdb does not run as root, and there is neither a user postgres nor nobody");
	if (setgroups(0, NULL) == 0 && setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0)
		return 0;
	return fail_errno(keeper,
		arena_printf(&keeper->arena,
			"initdb does not run as root, and this root cannot become %s", user->pw_name));
}

/* ------------------------------------------------------------------ the folder */

/* The path is written into a list of the server's and into a command of pg_ctl's. */
static bool
is_plain_place(const char *path)
{
	size_t plain = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "/._-+");
	return *path == '/' && path[plain] == '\0' && plain <= LONGEST_PLACE;
}

static int
make_folder(struct keeper *keeper)
{
	const char *const places[] = {getenv("TMPDIR"), "/tmp"};
	for (size_t i = 0; i < sizeof(places) / sizeof(*places) && keeper->folder == NULL; i++) {
		if (places[i] == NULL || !is_plain_place(places[i]))
			continue;
		char *folder = path_join(&keeper->arena, places[i], "schemac-server-XXXXXX");
		keeper->folder = mkdtemp(folder);
	}
	if (keeper->folder == NULL)
		return fail_errno(keeper, "no folder can be made in TMPDIR or /tmp");
	return chdir(keeper->folder) == 0 ? 0 : fail_errno(keeper, keeper->folder);
}

static int
remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	remove(path);
	return 0;
}

/* ------------------------------------------------------------------ the server */

/* The last line that says something. */
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

/* initdb begins its lines with its name, the shell that pg_ctl runs does not. */
static const char *
explain(struct keeper *keeper, const char *name, const char *output)
{
	const char *line = last_line(&keeper->arena, output);
	return text_starts_with(line, name) ? line
					    : arena_printf(&keeper->arena, "%s: %s", name, line);
}

/* Runs one of the server's programs in our folder; arguments[0] is its name. */
static int
run(struct keeper *keeper, const char *const *arguments, size_t count)
{
	struct strbuf output = STRBUF_INIT;
	VEC(const char *) argv = {0};
	*VEC_ADD(&keeper->arena, &argv) =
		path_join(&keeper->arena, keeper->programs, arguments[0]);
	for (size_t i = 1; i < count; i++)
		*VEC_ADD(&keeper->arena, &argv) = arguments[i];
	VEC_ADD(&keeper->arena, &argv);
	struct process process = {.argv = argv.items, .output = &output, .errors = &output};
	int result = process_run(&process);
	if (result != 0)
		fail_errno(keeper, argv.items[0]);
	else if (process.status != 0)
		result = fail(keeper, explain(keeper, arguments[0], output.buf));
	strbuf_release(&output);
	return result;
}

#define RUN(keeper, ...)                                                                           \
	run(keeper, (const char *const[]){__VA_ARGS__},                                            \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static int
configure(struct keeper *keeper)
{
	static const char settings[] = "listen_addresses = ''\nport = 5432\n"
				       "unix_socket_directories = '%s'\n"
				       "fsync = off\nsynchronous_commit = off\n"
				       "full_page_writes = off\nautovacuum = off\njit = off\n"
				       "max_connections = 20\nshared_buffers = 16MB\n";
	FILE *file = fopen("data/postgresql.conf", "a");
	if (file == NULL)
		return fail_errno(keeper, "postgresql.conf");
	bool written = fprintf(file, settings, keeper->folder) > 0;
	return fclose(file) == 0 && written ? 0 : fail_errno(keeper, "postgresql.conf");
}

/* pg_ctl only says where to look: the log has the reason. */
static int
explain_start(struct keeper *keeper)
{
	struct strbuf log = STRBUF_INIT;
	if (file_read(&log, "log") == 0 && log.len > 0)
		fail(keeper, last_line(&keeper->arena, log.buf));
	strbuf_release(&log);
	return -1;
}

static int
make_server(struct keeper *keeper)
{
	if (leave_root(keeper) != 0 || make_folder(keeper) != 0 ||
		RUN(keeper, "initdb", "-D", "data", "-U", "schemac", "-A", "trust", "-E", "UTF8",
			"--locale=C", "--no-sync") != 0 ||
		configure(keeper) != 0)
		return -1;
	if (RUN(keeper, "pg_ctl", "-D", "data", "-l", "log", "-w", "start") != 0)
		return explain_start(keeper);
	return 0;
}

static void
remove_server(struct keeper *keeper)
{
	if (keeper->folder == NULL)
		return;
	if (file_exists("data/postmaster.pid"))
		RUN(keeper, "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
	if (chdir("/") == 0)
		nftw(keeper->folder, remove_one, DESCRIPTORS_OF_REMOVAL, FTW_DEPTH | FTW_PHYS);
}

/* ------------------------------------------------------------------ its life */

static void
tell(struct keeper *keeper, int report, char sign, const char *text)
{
	const char *all = arena_printf(&keeper->arena, "%c%s", sign, text);
	/* Whoever asked may be gone. */
	ssize_t written = write(report, all, strlen(all));
	(void)written;
	close(report);
}

/* Nothing is ever written there: what comes is its end. */
static void
wait_for_end(int lifeline)
{
	char byte;
	while (read(lifeline, &byte, 1) < 0 && errno == EINTR)
		continue;
}

void
cluster_keep(const char *programs, int lifeline, int report)
{
	struct keeper keeper = {.programs = programs};
	arena_init(&keeper.arena);
	outlive_signals();
	leave_terminal();
	clean_environment(&keeper);
	if (make_server(&keeper) == 0) {
		tell(&keeper, report, '+', keeper.folder);
		wait_for_end(lifeline);
	} else {
		tell(&keeper, report, '-', keeper.problem);
	}
	remove_server(&keeper);
	_exit(0);
}
