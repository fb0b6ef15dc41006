#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IN, OUT, ERR, STREAMS };
enum { PIPE_ROOM = 1024 * 1024 }; /* bytes; the limit without privileges on Linux (pipe(7)) */

struct pipes {
	int ours[STREAMS];   /* -1: not piped, or closed */
	int theirs[STREAMS]; /* -1: not piped */
};

static void
close_one(int *descriptor)
{
	if (*descriptor >= 0)
		close(*descriptor);
	*descriptor = -1;
}

static int
pipes_open(struct pipes *pipes, const struct process *process)
{
	bool wanted[STREAMS] = {process->input != NULL, process->output != NULL,
		process->errors != NULL};
	for (int i = 0; i < STREAMS; i++)
		pipes->ours[i] = pipes->theirs[i] = -1;
	for (int i = 0; i < STREAMS; i++) {
		int ends[2];
		if (!wanted[i])
			continue;
		if (pipe(ends) != 0)
			return -1;
		pipes->ours[i] = ends[i == IN ? 1 : 0];
		pipes->theirs[i] = ends[i == IN ? 0 : 1];
		fcntl(pipes->ours[i], F_SETFD, FD_CLOEXEC);
		fcntl(pipes->theirs[i], F_SETFD, FD_CLOEXEC);
		fcntl(pipes->ours[i], F_SETFL, O_NONBLOCK);
		/*
		 * A larger pipe lets the program continue before we read. If the size is refused,
		 * the program waits.
		 */
		fcntl(pipes->ours[i], F_SETPIPE_SZ, PIPE_ROOM);
	}
	return 0;
}

static void
pipes_close(struct pipes *pipes)
{
	for (int i = 0; i < STREAMS; i++) {
		close_one(&pipes->ours[i]);
		close_one(&pipes->theirs[i]);
	}
}

static int
spawn(pid_t *pid, const struct process *process, const struct pipes *pipes)
{
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);
	if (error != 0)
		return error;
	if (pipes->theirs[IN] < 0 && !process->own_input)
		error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	for (int i = 0; i < STREAMS && error == 0; i++)
		if (pipes->theirs[i] >= 0)
			error = posix_spawn_file_actions_adddup2(&actions, pipes->theirs[i], i);
	if (error == 0 && process->folder != NULL)
		error = posix_spawn_file_actions_addchdir_np(&actions, process->folder);
	if (error == 0)
		error = posix_spawnp(pid, process->argv[0], &actions, NULL,
			(char *const *)process->argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Reads the available output; closes the pipe at its end. */
static void
pump_out(int *descriptor, struct strbuf *sb)
{
	strbuf_grow(sb, 64 * 1024);
	ssize_t got = read(*descriptor, sb->buf + sb->len, sb->cap - sb->len - 1);
	if (got > 0) {
		sb->len += (size_t)got;
		sb->buf[sb->len] = '\0';
	} else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
		close_one(descriptor);
	}
}

static void
pump_in(int *descriptor, const struct process *process, size_t *written)
{
	size_t left = process->input_length - *written;
	ssize_t put = left > 0 ? write(*descriptor, process->input + *written, left) : 0;
	if (put > 0)
		*written += (size_t)put;
	else if (put < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (put < 0 || *written == process->input_length)
		close_one(descriptor);
}

static void
pump(struct pipes *pipes, const struct process *process)
{
	size_t written = 0;
	while (pipes->ours[IN] >= 0 || pipes->ours[OUT] >= 0 || pipes->ours[ERR] >= 0) {
		struct pollfd polls[STREAMS] = {{.fd = pipes->ours[IN], .events = POLLOUT},
			{.fd = pipes->ours[OUT], .events = POLLIN},
			{.fd = pipes->ours[ERR], .events = POLLIN}};
		if (poll(polls, STREAMS, -1) < 0 && errno != EINTR)
			return;
		if (polls[IN].revents != 0)
			pump_in(&pipes->ours[IN], process, &written);
		if (polls[OUT].revents != 0) {
			pump_out(&pipes->ours[OUT], process->output);
			if (process->received != NULL)
				process->received(process->data);
		}
		if (polls[ERR].revents != 0)
			pump_out(&pipes->ours[ERR], process->errors);
	}
}

int
process_run(struct process *process)
{
	struct pipes pipes;
	if (pipes_open(&pipes, process) != 0) {
		pipes_close(&pipes);
		return -1;
	}
	pid_t pid;
	int error = spawn(&pid, process, &pipes);
	for (int i = 0; i < STREAMS; i++)
		close_one(&pipes.theirs[i]);
	if (error != 0) {
		pipes_close(&pipes);
		errno = error;
		return -1;
	}
	if (process->meanwhile != NULL)
		process->meanwhile(process->data);
	/* A program that closes its input early must not end this process. */
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	sigaction(SIGPIPE, &ignore, &before);
	pump(&pipes, process);
	sigaction(SIGPIPE, &before, NULL);
	pipes_close(&pipes);
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	process->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return 0;
}
