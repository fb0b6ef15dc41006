/*
 * Runs the operations of the git module that check --against, history -v and branches -v use, once
 * each, in one process.
 *
 *	git FOLDER OURS THEIRS
 *
 * FOLDER contains the revisions. Prints lines with an operation and its milliseconds.
 */
#include "git/git.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
done(const char *what, double start, int result)
{
	if (result < 0)
		exit(1);
	printf("%-12s %8.1f\n", what, now() - start);
}

static void
ask(struct git *git, const char *const *folders, const char *our_name, const char *their_name)
{
	struct git_target ours, theirs;
	struct commit merge_point;
	struct git_files files;
	struct git_merged merged;
	struct git_additions additions;

	if (git_find_target(git, &ours, our_name) < 0 ||
		git_find_target(git, &theirs, their_name) < 0)
		exit(1);
	double start = now();
	done("files", start, git_read_files(git, &files, ours.commit.id, folders, 1));
	start = now();
	done("merge", start, git_merge_in_memory(git, &merged, ours.commit.id, theirs.commit.id, folders, 1));
	start = now();
	done("additions", start, git_additions(git, &additions, ours.commit.id, folders, 1));
	if (additions.len < 2)
		exit(1);
	start = now();
	done("merge-point", start,
		git_merge_point(git, &merge_point, ours.commit.id, additions.items[0].commit.id,
			additions.items[additions.len - 1].commit.id));
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct git *git = NULL;

	if (argc != 4)
		return 2;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	const char *const folders[] = {argv[1]};
	double start = now();
	if (git_open(&arena, &git, argv[1], &diagnostics) < 0 || git == NULL)
		return 1;
	done("open", start, 0);
	ask(git, folders, argv[2], argv[3]);
	git_close(git);
	arena_release(&arena);
	return 0;
}
