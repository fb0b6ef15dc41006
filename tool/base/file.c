#include "base/file.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FILE_BLOCK = 16 * 1024, /* bytes per read if the size is unknown */
};

/* Appends up to `most` bytes of the rest of the file; does not check whether more follow. */
static int
read_up_to(struct strbuf *out, int descriptor, size_t most)
{
	size_t start = out->len;
	while (out->len - start < most) {
		strbuf_grow(out, most < FILE_BLOCK ? most : FILE_BLOCK);
		ssize_t got = read(descriptor, out->buf + out->len, out->cap - out->len - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			return 0;
		out->len += (size_t)got;
		out->buf[out->len] = '\0';
		if (out->len - start > FILE_LIMIT) {
			errno = EFBIG;
			return -1;
		}
	}
	return 0;
}

int
file_read_descriptor(struct strbuf *out, int descriptor)
{
	return read_up_to(out, descriptor, SIZE_MAX);
}

/* Closes without changing errno. */
static void
close_quietly(int descriptor)
{
	int saved = errno;
	close(descriptor);
	errno = saved;
}

/* Whether the path names a descriptor that the process was started with. */
static bool
is_descriptor(const char *path)
{
	return text_equal(path, "/dev/stdin") || text_starts_with(path, "/dev/fd/") ||
	       text_starts_with(path, "/proc/self/fd/");
}

int
file_open(const char *path)
{
	struct stat info;
	bool given = is_descriptor(path);
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | (given ? 0 : O_NONBLOCK));
	if (descriptor < 0 || given)
		return descriptor;
	if (fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode))
		return descriptor;
	close(descriptor);
	errno = S_ISDIR(info.st_mode) ? EISDIR : ENOTSUP;
	return -1;
}

const char *
file_error(int error)
{
	return error == ENOTSUP ? "not a regular file" : strerror(error);
}

int
file_read(struct strbuf *out, const char *path)
{
	int descriptor = file_open(path);
	if (descriptor < 0)
		return -1;
	struct stat info;
	size_t most = SIZE_MAX;
	/* Files in /proc report a size of 0. */
	if (fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 &&
		info.st_size <= FILE_LIMIT) {
		most = (size_t)info.st_size;
		strbuf_grow(out, most);
	}
	int result = read_up_to(out, descriptor, most);
	close_quietly(descriptor);
	return result;
}

static int
write_all(int descriptor, const char *data, size_t length)
{
	while (length > 0) {
		ssize_t put = write(descriptor, data, length);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		data += put;
		length -= (size_t)put;
	}
	return 0;
}

/* Writes to a device, pipe or socket, which a rename would replace with a file. */
static int
write_through(const char *path, const void *data, size_t length)
{
	int descriptor = open(path, O_WRONLY | O_CLOEXEC);
	if (descriptor < 0)
		return -1;
	int result = write_all(descriptor, data, length);
	close_quietly(descriptor);
	return result;
}

static int
write_and_rename(const char *path, mode_t mode, const void *data, size_t length, bool durable)
{
	struct strbuf beside = STRBUF_INIT;
	strbuf_addf(&beside, "%s.XXXXXX", path);
	int descriptor = mkstemp(beside.buf);
	if (descriptor < 0) {
		strbuf_release(&beside);
		return -1;
	}
	int result = write_all(descriptor, data, length);
	if (result == 0)
		result = fchmod(descriptor, mode);
	if (result == 0 && durable)
		result = fsync(descriptor);
	close_quietly(descriptor);
	if (result == 0)
		result = rename(beside.buf, path);
	if (result != 0) {
		int saved = errno;
		unlink(beside.buf);
		errno = saved;
	}
	strbuf_release(&beside);
	return result;
}

/* An interrupt must not leave a temporary file: `git add` would add it. */
static int
write_beside(const char *path, mode_t mode, const void *data, size_t length, bool durable)
{
	sigset_t interrupts, before;
	sigemptyset(&interrupts);
	sigaddset(&interrupts, SIGHUP);
	sigaddset(&interrupts, SIGINT);
	sigaddset(&interrupts, SIGTERM);
	sigprocmask(SIG_BLOCK, &interrupts, &before);
	int result = write_and_rename(path, mode, data, length, durable);
	int saved = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = saved;
	return result;
}

static int
write_whole(const char *path, const void *data, size_t length, bool durable)
{
	struct stat info;
	if (stat(path, &info) != 0) {
		mode_t mask = umask(0);
		umask(mask);
		return write_beside(path, 0666 & ~mask, data, length, durable);
	}
	if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
		return write_through(path, data, length);
	/* A symbolic link is preserved; its target is written. */
	char *real = realpath(path, NULL);
	if (real == NULL)
		return -1;
	int result = write_beside(real, info.st_mode & 07777, data, length, durable);
	free(real);
	return result;
}

int
file_write(const char *path, const void *data, size_t length)
{
	return write_whole(path, data, length, true);
}

/* Whether this is a regular file that contains exactly these bytes. A pipe is not read. */
static bool
file_holds(const char *path, const char *data, size_t length)
{
	char piece[64 * 1024];
	struct stat info;
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < 0 ||
		(size_t)info.st_size != length)
		return false;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return false;
	bool same = true;
	while (same && length > 0) {
		ssize_t got = read(descriptor, piece, sizeof(piece));
		if (got < 0 && errno == EINTR)
			continue;
		same = got > 0 && (size_t)got <= length && memcmp(piece, data, (size_t)got) == 0;
		data += same ? got : 0;
		length -= same ? (size_t)got : 0;
	}
	close(descriptor);
	return same;
}

int
file_write_if_changed(const char *path, const void *data, size_t length)
{
	return file_holds(path, data, length) ? 0 : write_whole(path, data, length, true);
}

int
file_write_product(const char *path, const void *data, size_t length)
{
	return file_holds(path, data, length) ? 0 : write_whole(path, data, length, false);
}

bool
file_exists(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0;
}

bool
file_is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

int
folder_make(const char *path)
{
	if (*path == '\0' || file_is_folder(path))
		return 0;
	struct arena arena;
	arena_init(&arena);
	const char *above = path_folder(&arena, path);
	int result = text_equal(above, path) ? 0 : folder_make(above);
	if (result == 0 && mkdir(path, 0777) != 0 && !(errno == EEXIST && file_is_folder(path)))
		result = -1;
	int saved = errno;
	arena_release(&arena);
	errno = saved;
	return result;
}

int
folder_list(struct arena *arena, const char *path, struct texts *out)
{
	DIR *folder = opendir(path);
	if (folder == NULL)
		return -1;
	struct dirent *entry;
	errno = 0;
	while ((entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			*VEC_ADD(arena, out) = arena_strdup(arena, entry->d_name);
		errno = 0;
	}
	int saved = errno;
	closedir(folder);
	errno = saved;
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(*out->items), text_compare);
	return saved == 0 ? 0 : -1;
}

int
file_lock(const char *path)
{
	for (;;) {
		int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		if (descriptor < 0)
			return -1;
		int result;
		while ((result = flock(descriptor, LOCK_EX)) != 0 && errno == EINTR)
			continue;
		if (result != 0) {
			close_quietly(descriptor);
			return -1;
		}
		/*
		 * The previous holder may have removed the file, in which case this lock guards
		 * nothing.
		 */
		struct stat held, there;
		if (fstat(descriptor, &held) == 0 && stat(path, &there) == 0 &&
			held.st_ino == there.st_ino && held.st_dev == there.st_dev)
			return descriptor;
		close_quietly(descriptor);
	}
}

void
file_unlock(int descriptor, const char *path)
{
	unlink(path);
	close(descriptor);
}

char *
path_join(struct arena *arena, const char *folder, const char *name)
{
	if (*name == '/' || *folder == '\0' || strcmp(folder, ".") == 0)
		return arena_strdup(arena, name);
	return arena_printf(arena, text_ends_with(folder, "/") ? "%s%s" : "%s/%s", folder, name);
}

char *
path_of_program(struct arena *arena)
{
	char *real = realpath("/proc/self/exe", NULL);
	char *path = arena_strdup(arena, real);
	free(real);
	return path;
}

const char *
path_existing(struct arena *arena, const char *path)
{
	for (;;) {
		char *real = realpath(path, NULL);
		if (real != NULL) {
			const char *copy = arena_strdup(arena, real);
			free(real);
			return copy;
		}
		if (text_equal(path, "/") || text_equal(path, "."))
			return path;
		path = path_folder(arena, path);
	}
}

char *
path_folder(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return arena_strdup(arena, ".");
	return slash == path ? arena_strdup(arena, "/")
			     : arena_strndup(arena, path, (size_t)(slash - path));
}

const char *
path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}
