/* base/file: writing to links, pipes and folders, and interrupts. */
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	struct arena arena;
	char folder[32];
};

static int
set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	assert_non_null(fixture);
	arena_init(&fixture->arena);
	strcpy(fixture->folder, "/tmp/schemac-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	struct texts list = {.items = NULL};
	assert_int_equal(folder_list(&fixture->arena, fixture->folder, &list), 0);
	VEC_EACH (const char *, name, list)
		unlink(path_join(&fixture->arena, fixture->folder, *name));
	rmdir(fixture->folder);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void
assert_holds(const char *path, const char *text)
{
	struct strbuf read = STRBUF_INIT;
	assert_int_equal(file_read(&read, path), 0);
	assert_string_equal(read.buf, text);
	strbuf_release(&read);
}

static void
test_link_stays(void **state)
{
	struct fixture *fixture = *state;
	struct stat info;
	const char *file = path_join(&fixture->arena, fixture->folder, "file");
	const char *link = path_join(&fixture->arena, fixture->folder, "link");
	assert_int_equal(file_write(file, "old", 3), 0);
	assert_int_equal(chmod(file, 0640), 0);
	assert_int_equal(symlink("file", link), 0);
	assert_int_equal(file_write(link, "new", 3), 0);
	assert_int_equal(lstat(link, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	assert_holds(file, "new");
	assert_int_equal(stat(file, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0640);
}

/* Like /dev/null, which root would otherwise replace with a file. */
static void
test_pipe_stays(void **state)
{
	struct fixture *fixture = *state;
	struct stat info;
	char read_back[8] = {0};
	const char *pipe = path_join(&fixture->arena, fixture->folder, "pipe");
	assert_int_equal(mkfifo(pipe, 0600), 0);
	int descriptor = open(pipe, O_RDWR | O_NONBLOCK);
	assert_true(descriptor >= 0);
	assert_int_equal(file_write_if_changed(pipe, "through", 7), 0);
	assert_int_equal(read(descriptor, read_back, 7), 7);
	assert_string_equal(read_back, "through");
	close(descriptor);
	assert_int_equal(lstat(pipe, &info), 0);
	assert_true(S_ISFIFO(info.st_mode));
}

/* Writes until it is interrupted; writes a byte to `ready` first. */
static void
write_endlessly(const char *path, int ready)
{
	static const char data[1 << 20];
	signal(SIGINT, SIG_DFL);
	if (write(ready, "", 1) != 1)
		_exit(1);
	for (;;)
		if (file_write(path, data, sizeof(data)) != 0)
			_exit(1);
}

static void
test_interrupt_leaves_no_temporary_file(void **state)
{
	struct fixture *fixture = *state;
	const char *path = path_join(&fixture->arena, fixture->folder, "file");
	for (int round = 0; round < 20; round++) {
		int ends[2], status;
		char begun;
		struct texts list = {.items = NULL};
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			write_endlessly(path, ends[1]);
		assert_int_equal(read(ends[0], &begun, 1), 1);
		assert_int_equal(kill(child, SIGINT), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
		assert_int_equal(folder_list(&fixture->arena, fixture->folder, &list), 0);
		assert_true(list.len <= 1);
		close(ends[0]);
		close(ends[1]);
	}
}

static void
test_folder_is_refused(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(file_write(fixture->folder, "x", 1), -1);
	assert_true(file_is_folder(fixture->folder));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_link_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pipe_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_interrupt_leaves_no_temporary_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_folder_is_refused, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
