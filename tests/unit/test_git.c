/* git: reads repositories that git itself created, without changing anything in them. */
#include "base/file.h"
#include "base/process.h"
#include "base/text.h"
#include "diag/print.h"
#include "git/git.h"
#include "git/watch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * libgit2 1.5 leaks memory if a repository has an unknown extension, or if a commit needed for a
 * merge base is missing from a shallow clone. Only a complete stack trace distinguishes these leaks
 * from our own.
 */
const char *__asan_default_options(void);
const char *__lsan_default_suppressions(void);

const char *
__asan_default_options(void)
{
	return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions(void)
{
	return "leak:git_config_foreach_match\nleak:git_merge_bases\n";
}

/* A scratch folder with the repository r. r is the current folder. */
struct world {
	struct arena arena;
	struct diagnostics diagnostics;
	char folder[64];
	char *messages;
};

static const char *const versions[] = {"versions"};

/* Runs a shell script in the current folder; it must succeed. */
static void
sh(const char *format, ...)
{
	struct strbuf script = STRBUF_INIT;
	va_list arguments;

	strbuf_addstr(&script,
		"set -e\n"
		"commit() {\n" /* FILE TEXT; the text is also the message */
		"	mkdir -p \"$(dirname \"$1\")\"; echo \"$2\" >\"$1\"; git add \"$1\"\n"
		"	git commit -qm \"$2\"\n"
		"}\n");
	va_start(arguments, format);
	strbuf_vaddf(&script, format, arguments);
	va_end(arguments);
	const char *const argv[] = {"sh", "-c", script.buf, NULL};
	struct strbuf output = STRBUF_INIT;
	struct process process = {.argv = argv, .output = &output, .errors = &output};
	assert_int_equal(process_run(&process), 0);
	if (process.status != 0)
		fail_msg("%s\n%s", script.buf, output.buf);
	strbuf_release(&output);
	strbuf_release(&script);
}

static int
setup(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	arena_init(&world->arena);
	diag_init(&world->diagnostics, &world->arena);
	strcpy(world->folder, "/tmp/schemac-git-XXXXXX");
	if (mkdtemp(world->folder) == NULL || chdir(world->folder) < 0)
		return -1;
	setenv("HOME", world->folder, 1);
	unsetenv("XDG_CONFIG_HOME");
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_AUTHOR_DATE", "2026-01-02T03:04:05+0100", 1);
	setenv("GIT_COMMITTER_DATE", "2026-01-02T03:04:05+0100", 1);
	sh("git config --global user.name 'Ada L'\n"
	   "git config --global user.email ada@example.org\n"
	   "git config --global init.defaultBranch main\n"
	   "git config --global protocol.file.allow always\n"
	   "git init -q r\n");
	*state = world;
	return chdir("r");
}

static int
teardown(void **state)
{
	struct world *world = *state;
	if (chdir("/") < 0)
		return -1;
	sh("rm -rf %s", world->folder);
	free(world->messages);
	arena_release(&world->arena);
	free(world);
	return 0;
}

static const char *
messages(struct world *world)
{
	size_t length;
	free(world->messages);
	FILE *stream = open_memstream(&world->messages, &length);
	diag_print(&world->diagnostics, stream, DIAG_TEXT, false);
	fclose(stream);
	diag_init(&world->diagnostics, &world->arena);
	return world->messages;
}

static struct git *
open_here(struct world *world, const char *folder)
{
	struct git *git;
	int result = git_open(&world->arena, &git, folder, &world->diagnostics);
	if (result < 0)
		fail_msg("%s", messages(world));
	return git;
}

/* The full id of a commit. */
static const char *
id(struct world *world, const char *name)
{
	struct strbuf output = STRBUF_INIT;
	const char *const argv[] = {"git", "rev-parse", name, NULL};
	struct process process = {.argv = argv, .output = &output};
	assert_int_equal(process_run(&process), 0);
	assert_int_equal(process.status, 0);
	const char *text = arena_strndup(&world->arena, output.buf, 40);
	strbuf_release(&output);
	return text;
}

/* A line "path=first line of the content" for each file. */
static const char *
list_files(struct world *world, const struct git_files *files)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (struct git_file, file, *files)
		strbuf_addf(&text, "%s=%.*s\n", file->path, (int)strcspn(file->content, "\n"),
			file->content);
	const char *copy = arena_strdup(&world->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/* A line "path: summary" for each addition. */
static const char *
list_additions(struct world *world, const struct git_additions *additions)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (struct git_addition, addition, *additions)
		strbuf_addf(&text, "%s: %s%s\n", addition->path, addition->commit.summary,
			addition->or_before ? " (or before)" : "");
	const char *copy = arena_strdup(&world->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
no_repository_is_not_an_error(void **state)
{
	struct world *world = *state;
	struct texts watched = {0};
	struct git *git;

	assert_int_equal(git_open(&world->arena, &git, world->folder, &world->diagnostics), 0);
	assert_null(git);
	git_close(git);
	git_watch_files(&world->arena, &watched, world->folder, NULL);
	assert_int_equal(watched.len, 0);
}

static void
a_repository_without_commits_can_be_opened(void **state)
{
	struct world *world = *state;
	struct git *git = open_here(world, "versions/not/there/yet");

	assert_null(git->head);
	assert_string_equal(git->branch, "main");
	assert_false(git_is_committed(git, "versions/a.sql"));
	sh("mkdir versions; echo a >versions/a.sql; git add versions");
	git_close(git);
	git = open_here(world, "versions");
	assert_true(git_is_committed(git, "versions/a.sql"));
	git_close(git);
}

static void
a_file_in_head_or_the_index_is_committed(void **state)
{
	struct world *world = *state;
	sh("commit versions/a.sql a; commit versions/b.sql b; echo c >versions/c.sql\n"
	   "echo d >versions/d.sql; git add versions/d.sql\n"
	   "git rm -q --cached versions/b.sql; rm versions/a.sql; ln -s versions link\n");
	struct git *git = open_here(world, ".");

	assert_true(git_is_committed(git, "versions/a.sql"));
	assert_true(git_is_committed(git, "versions/b.sql"));
	assert_false(git_is_committed(git, "versions/c.sql"));
	assert_true(git_is_committed(git, "versions/d.sql"));
	assert_true(git_is_committed(git, "./versions/../link/d.sql"));
	assert_true(git_is_committed(
		git, arena_printf(&world->arena, "%s/r/versions/a.sql", world->folder)));
	assert_false(git_is_committed(git, "/etc/passwd"));
	assert_false(git_is_committed(git, "../a.sql"));
	assert_false(git_is_committed(git, "versions"
					   "/nowhere/../../x"));
	assert_int_equal(chdir("versions"), 0);
	assert_true(git_is_committed(git, "a.sql"));
	assert_int_equal(chdir(".."), 0);
	git_close(git);
}

static void
the_identity_is_that_of_git(void **state)
{
	struct world *world = *state;
	struct git_person person;

	assert_int_equal(git_identity(&world->arena, &person, ".", &world->diagnostics), 0);
	assert_string_equal(person.name, "Ada L");
	assert_string_equal(person.email, "ada@example.org");
	sh("git config user.name Local");
	assert_int_equal(git_identity(&world->arena, &person, ".", &world->diagnostics), 0);
	assert_string_equal(person.name, "Local");
	assert_int_equal(git_identity(&world->arena, &person, "..", &world->diagnostics), 0);
	assert_string_equal(person.name, "Ada L");
	setenv("GIT_AUTHOR_NAME", "Grace", 1);
	assert_int_equal(git_identity(&world->arena, &person, ".", &world->diagnostics), 0);
	assert_string_equal(person.name, "Grace");
	assert_string_equal(person.email, "ada@example.org");
	unsetenv("GIT_AUTHOR_NAME");
	sh("rm ~/.gitconfig; git config --unset user.name");
	assert_int_equal(git_identity(&world->arena, &person, ".", &world->diagnostics), 0);
	assert_null(person.name);
}

/* The watched files, relative to the scratch folder, one per line. */
static const char *
list_watched(struct world *world, const char *folder, const char *branch)
{
	struct strbuf text = STRBUF_INIT;
	struct texts watched = {0};

	git_watch_files(&world->arena, &watched, folder, branch);
	VEC_EACH (const char *, name, watched)
		strbuf_addf(&text, "%s\n", *name + strlen(world->folder) + 1);
	const char *copy = arena_strdup(&world->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
files_that_git_changes_are_watched(void **state)
{
	struct world *world = *state;

	sh("commit versions/a.sql a; git branch other");
	assert_string_equal(list_watched(world, "versions", "other"),
		"r/.git/HEAD\nr/.git/index\nr/.git/logs/HEAD\nr/.git/refs\nr/.git/refs/heads\n"
		"r/.git/refs/heads/main\nr/.git/refs/heads/other\nr/.git/refs/tags\n");
	sh("git pack-refs --all");
	assert_string_equal(list_watched(world, "versions", "refs/heads/other"),
		"r/.git/HEAD\nr/.git/index\nr/.git/logs/HEAD\nr/.git/packed-refs\n"
		"r/.git/refs/heads\n");
	sh("git worktree add -q ../w other; cd ../w; commit versions/b.sql b");
	assert_string_equal(list_watched(world, "../w/versions", NULL),
		"r/.git/packed-refs\nr/.git/refs\nr/.git/refs/heads\nr/.git/refs/heads/other\n"
		"r/.git/worktrees/w/HEAD\nr/.git/worktrees/w/index\nr/.git/worktrees/w/logs/HEAD\n");
	sh("git clone -q . ../clone");
	assert_string_equal(list_watched(world, "../clone", NULL),
		"clone/.git/HEAD\nclone/.git/index\nclone/.git/logs/HEAD\nclone/.git/packed-refs\n"
		"clone/.git/refs/heads\nclone/.git/refs/heads/main\n"
		"clone/.git/refs/remotes/origin\nclone/.git/refs/remotes/origin/HEAD\n");
	assert_string_equal(list_watched(world, "../clone", "../../x"),
		"clone/.git/HEAD\nclone/.git/index\nclone/.git/logs/HEAD\nclone/.git/packed-refs\n"
		"clone/.git/refs/heads/main\n");
}

static void
worktrees_submodules_and_bare_repositories_are_read(void **state)
{
	struct world *world = *state;
	struct git_files files;

	sh("commit versions/a.sql a; git worktree add -q ../w -b feature; (cd ../w; commit "
	   "versions/b.sql b)\n"
	   "git init -q ../top; cd ../top; git submodule --quiet add ../r sub; commit x.txt x\n"
	   "git clone -q --bare ../r ../bare.git");
	struct git *git = open_here(world, "../w/versions");
	assert_string_equal(git->branch, "feature");
	assert_true(git_is_committed(git, "../w/versions/b.sql"));
	assert_false(git_is_committed(git, "versions/a.sql"));
	git_close(git);

	git = open_here(world, "../top/sub/versions");
	assert_true(text_ends_with(git->worktree, "/top/sub"));
	assert_true(git_is_committed(git, "../top/sub/versions/a.sql"));
	git_close(git);

	git = open_here(world, "../bare.git");
	assert_null(git->worktree);
	assert_int_equal(git_read_files(git, &files, git->head, versions, 1), 0);
	assert_string_equal(list_files(world, &files), "versions/a.sql=a\n");
	git_close(git);

	setenv("GIT_DIR", "../bare.git", 1);
	git = open_here(world, "/");
	assert_true(text_ends_with(git->folder, "/bare.git"));
	git_close(git);
	setenv("GIT_DIR", "/nowhere", 1);
	assert_int_equal(git_open(&world->arena, &git, ".", &world->diagnostics), -1);
	assert_null(git);
	unsetenv("GIT_DIR");
	sh("git checkout -q --detach");
	git = open_here(world, ".");
	assert_null(git->branch);
	assert_string_equal(git->head, id(world, "main"));
	git_close(git);
}

static void
a_repository_that_cannot_be_read_is_a_warning(void **state)
{
	struct world *world = *state;
	struct git *git;

	sh("commit a a; echo '[core' >.git/config");
	assert_int_equal(git_open(&world->arena, &git, ".", &world->diagnostics), -1);
	assert_non_null(strstr(messages(world), "warning: git is not used: cannot read the repository of '"));
	sh("git init -q ../future; cd ../future; git config core.repositoryformatversion 1\n"
	   "git config extensions.fromthefuture 1");
	assert_int_equal(git_open(&world->arena, &git, "../future", &world->diagnostics), -1);
	assert_non_null(strstr(messages(world), "[-Wgit-unusable]"));
}

static void
the_repository_of_another_user_is_not_trusted(void **state)
{
	struct world *world = *state;
	struct git *git;

	if (geteuid() != 0)
		skip();
	sh("commit versions/a.sql a; chown -R 12345 .");
	assert_int_equal(git_open(&world->arena, &git, "versions", &world->diagnostics), -1);
	assert_string_equal(messages(world),
		arena_printf(&world->arena,
			"schemac: warning: git is not used: the repository of '%s/r/versions' "
			"belongs to a different user [-Wgit-unusable]\n"
			"schemac: note: to trust it, run `git config --global --add safe.directory "
			"'%s/r'`\n",
			world->folder, world->folder));
	sh("git config --global --add safe.directory '%s/r'", world->folder);
	git = open_here(world, "versions");
	assert_non_null(git);
	git_close(git);
}

static void
a_configured_target_may_be_any_commit(void **state)
{
	struct world *world = *state;
	struct git_target target;
	struct git_refs branches;

	sh("commit a first; git tag -a -m x v1; git checkout -q -b feature/x; commit b second\n"
	   "git clone -q . ../clone; echo 'Lovelace <lady@example.org> <ada@example.org>' "
	   ">.mailmap");
	struct git *git = open_here(world, ".");
	assert_int_equal(git_find_target(git, &target, "v1"), 0);
	assert_string_equal(target.commit.id, id(world, "main"));
	assert_string_equal(target.commit.summary, "first");
	assert_string_equal(target.commit.author.name, "Lovelace");
	assert_string_equal(target.commit.author.email, "lady@example.org");
	assert_int_equal(target.commit.time, 1767319445);
	assert_int_equal(target.commit.offset, 60);
	assert_int_equal(target.commit.parents, 0);
	assert_int_equal(git_find_target(git, &target, "feature/y"), -1);
	assert_string_equal(messages(world),
		"schemac: error: git has no branch or commit 'feature/y'; did you mean 'feature/x'? "
		"[usage]\n");
	git_close(git);

	git = open_here(world, "../clone");
	assert_int_equal(git_branches(git, &branches), 0);
	assert_int_equal(branches.len, 3);
	assert_string_equal(branches.items[0].short_name, "feature/x");
	assert_string_equal(branches.items[1].short_name, "origin/feature/x");
	assert_string_equal(branches.items[2].short_name, "origin/main");
	assert_int_equal(branches.items[2].kind, GIT_REMOTE_BRANCH);
	assert_string_equal(branches.items[0].commit.summary, "second");
	git_close(git);
}

static void
expect_target(struct world *world, const char *folder, const char *configured, const char *name)
{
	struct git_target target;
	struct git *git = open_here(world, folder);

	assert_int_equal(git_find_target(git, &target, configured), 0);
	if (name == NULL)
		assert_null(target.name);
	else
		assert_string_equal(target.name, name);
	assert_true((target.updated > 0) == (name != NULL && text_starts_with(name, "origin/")));
	git_close(git);
}

static void
the_target_is_configured_or_a_default(void **state)
{
	struct world *world = *state;
	struct git_target target;

	expect_target(world, ".", NULL, NULL);
	sh("commit a a; git branch develop; git clone -q . ../clone; git branch -m trunk");
	expect_target(world, ".", NULL, NULL);
	expect_target(world, ".", "develop", "develop");
	sh("git branch master");
	expect_target(world, ".", NULL, "master");
	expect_target(world, "../clone", NULL, "origin/main");
	sh("cd ../clone; git remote set-head origin -d; git checkout -q -b work; git branch -D "
	   "main");
	expect_target(world, "../clone", NULL, "origin/main");
	sh("cd ../clone; git branch main origin/main");
	expect_target(world, "../clone", NULL, "main");
	sh("commit b b; git branch main; cd ../clone; git fetch -q");
	expect_target(world, "../clone", NULL, "origin/main");
	sh("cd ../clone; git checkout -q main; commit c c");
	expect_target(world, "../clone", NULL, "origin/main");
	sh("cd ../clone; git checkout -q work");
	expect_target(world, "../clone", NULL, "main");
	struct git *git = open_here(world, ".");
	assert_int_equal(git_find_target(git, &target, "devlop"), -1);
	assert_non_null(strstr(messages(world), "did you mean 'develop'?"));
	git_close(git);
}

/*
 * The merge of b into a, as lines "path=content", "-path" (removed) and "!path base ours theirs".
 */
static const char *
merged(struct world *world, struct git *git, struct git_merged *out, const char *a, const char *b)
{
	struct strbuf text = STRBUF_INIT;

	assert_int_equal(git_merge_in_memory(git, out, id(world, a), id(world, b), versions, 1), 0);
	strbuf_addstr(&text, list_files(world, &out->files));
	VEC_EACH (struct git_file, removed, out->removed)
		strbuf_addf(&text, "-%s\n", removed->path);
	VEC_EACH (struct git_conflict, conflict, out->conflicts)
		strbuf_addf(&text, "!%s %.1s %.1s %.1s\n", conflict->path,
			conflict->base != NULL ? conflict->base->content : "-",
			conflict->ours != NULL ? conflict->ours->content : "-",
			conflict->theirs != NULL ? conflict->theirs->content : "-");
	const char *copy = arena_strdup(&world->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/* The sizes and modification times of all files in .git, and the content of the index. */
static const char *
fingerprint(struct world *world)
{
	struct strbuf output = STRBUF_INIT;
	const char *const argv[] = {"sh", "-c",
		"find .git -type f -printf '%p %T@ %s\\n' | sort; cat .git/index", NULL};
	struct process process = {.argv = argv, .output = &output};
	assert_int_equal(process_run(&process), 0);
	const char *copy = arena_strndup(&world->arena, output.buf, output.len);
	strbuf_release(&output);
	return copy;
}

static void
a_trial_merge_lists_the_new_files(void **state)
{
	struct world *world = *state;
	struct git_merged merge;

	sh("commit versions/1.sql 1; commit main.c x; git branch b\n"
	   "commit versions/2.sql 2; commit main.c y\n"
	   "git checkout -q b; commit versions/3.sql 3; commit main.c z");
	const char *before = fingerprint(world);
	struct git *git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "b", "main"), "versions/2.sql=2\n");
	assert_int_equal(merge.relation, GIT_DIVERGED);
	assert_int_equal(merge.bases.len, 1);
	assert_string_equal(merge.bases.items[0].summary, "x");
	assert_string_equal(merged(world, git, &merge, "b", "b"), "");
	assert_int_equal(merge.relation, GIT_SAME);
	assert_string_equal(merged(world, git, &merge, "b~2", "b"), "versions/3.sql=3\n");
	assert_int_equal(merge.relation, GIT_BEHIND);
	assert_string_equal(merged(world, git, &merge, "b", "b~2"), "");
	assert_int_equal(merge.relation, GIT_AHEAD);
	git_close(git);
	assert_string_equal(fingerprint(world), before);
}

static void
conflicts_have_their_sides(void **state)
{
	struct world *world = *state;
	struct git_merged merge;

	sh("commit versions/1.sql 1; commit versions/2.sql 2; git branch b\n"
	   "commit versions/1.sql a; commit versions/9.sql x; git rm -q versions/2.sql; git commit "
	   "-qm removed\n"
	   "git checkout -q b; commit versions/1.sql b; commit versions/9.sql y; commit "
	   "versions/2.sql c");
	struct git *git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "b", "main"),
		"!versions/1.sql 1 b a\n!versions/2.sql 2 c -\n!versions/9.sql - y x\n");
	git_close(git);
}

/* libgit2 writes merged blobs to memory, whether or not the repository already contains them. */
static void
merged_blobs_are_not_written(void **state)
{
	struct world *world = *state;
	struct git_merged merge;

	sh("mkdir versions; seq 1 30 >versions/1.sql; git add .; git commit -qm base; git branch "
	   "b\n"
	   "sed -i 's/^1$/one/' versions/1.sql; git commit -qam top; git checkout -q b\n"
	   "sed -i 's/^30$/end/' versions/1.sql; git commit -qam bottom");
	const char *before = fingerprint(world);
	struct git *git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "b", "main"), "versions/1.sql=one\n");
	assert_true(text_ends_with(merge.files.items[0].content, "29\nend\n"));
	git_close(git);
	assert_string_equal(fingerprint(world), before);

	sh("git checkout -q -b c; git merge -q --no-edit main; find .git -type f -exec touch -d @1 "
	   "{} +");
	before = fingerprint(world);
	git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "b", "main"), "versions/1.sql=one\n");
	assert_string_equal(merged(world, git, &merge, "c", "main"), "");
	git_close(git);
	assert_string_equal(fingerprint(world), before);
}

static void
criss_cross_merges_have_several_bases(void **state)
{
	struct world *world = *state;
	struct git_merged merge;

	sh("commit versions/0.sql 0; git branch b; commit versions/1.sql 1; git tag a1\n"
	   "git checkout -q b; commit versions/2.sql 2; git tag b1; git merge -q --no-edit a1\n"
	   "git checkout -q main; git merge -q --no-edit b1; commit versions/3.sql 3\n"
	   "git checkout -q b; commit versions/4.sql 4");
	struct git *git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "b", "main"),
		"versions/3.sql=3\n");
	assert_int_equal(merge.relation, GIT_DIVERGED);
	assert_int_equal(merge.bases.len, 2);
	git_close(git);
}

/* Common operations on branches, and the files that merging main afterwards adds to branch b. */
static const struct {
	const char *script;
	const char *expected;
	enum git_relation relation;
} everyday[] = {
	{"git merge -q --no-edit main", "", GIT_AHEAD},
	{"git merge -q --no-edit -X ours main", "", GIT_AHEAD},
	{"git merge -q --no-edit -s ours main", "", GIT_AHEAD},
	{"git rebase -q main", "", GIT_AHEAD},
	{"git checkout -q main; git merge -q --no-edit b", "1=1", GIT_BEHIND},
	{"git checkout -q main; git cherry-pick b", "1=1", GIT_DIVERGED},
	{"git checkout -q main; git merge -q --squash b; git commit -qm squashed", "1=1",
		GIT_DIVERGED},
	{"git revert --no-edit HEAD", "1=1", GIT_DIVERGED},
	{"git checkout -q main; git revert --no-edit HEAD", "", GIT_DIVERGED},
	{"git merge -q --no-edit main; git checkout -q main; git revert --no-edit HEAD", "-1",
		GIT_DIVERGED},
	{"git mv versions/2.sql versions/3.sql; git commit -qm mv", "1=1", GIT_DIVERGED},
	{"git rm -q versions/0.sql; git commit -qm rm", "1=1", GIT_DIVERGED},
	{"git checkout -q main; commit versions/0.sql 9", "0=9 1=1", GIT_DIVERGED},
	{"git checkout -q main; commit main.c x", "1=1", GIT_DIVERGED},
};

static void
everyday_branches_merge_as_git_would(void **state)
{
	struct world *world = *state;
	struct git_merged merge;

	for (size_t i = 0; i < sizeof(everyday) / sizeof(everyday[0]); i++) {
		struct strbuf text = STRBUF_INIT;

		sh("cd ..; rm -rf r; git init -q r; cd r; commit versions/0.sql 0; git branch b\n"
		   "commit versions/1.sql 1; git checkout -q b; commit versions/2.sql 2\n"
		   "{ %s\n}",
			everyday[i].script);
		assert_int_equal(chdir("../r"), 0);
		struct git *git = open_here(world, ".");
		merged(world, git, &merge, "b", "main");
		assert_int_equal(merge.relation, everyday[i].relation);
		assert_int_equal(merge.conflicts.len, 0);
		VEC_EACH (struct git_file, file, merge.files)
			strbuf_addf(&text, "%s%.1s=%.1s", text.len > 0 ? " " : "", file->name,
				file->content);
		VEC_EACH (struct git_file, removed, merge.removed)
			strbuf_addf(&text, "%s-%.1s", text.len > 0 ? " " : "", removed->name);
		assert_string_equal(text.buf, everyday[i].expected);
		strbuf_release(&text);
		git_close(git);
	}
}

/* git runs hooks with GIT_INDEX_FILE set. */
static void
a_hook_sees_the_index_of_the_commit(void **state)
{
	struct world *world = *state;

	sh("commit versions/a.sql a; echo b >versions/b.sql; cp .git/index ../index\n"
	   "GIT_INDEX_FILE=../index git add versions/b.sql");
	struct git *git = open_here(world, ".");
	assert_false(git_is_committed(git, "versions/b.sql"));
	git_close(git);
	setenv("GIT_DIR", ".git", 1);
	setenv("GIT_INDEX_FILE", "../index", 1);
	git = open_here(world, ".");
	assert_true(git_is_committed(git, "versions/b.sql"));
	git_close(git);
	unsetenv("GIT_DIR");
	unsetenv("GIT_INDEX_FILE");
}

static void
unrelated_and_shallow_histories_differ(void **state)
{
	struct world *world = *state;
	struct git_merged merge;
	struct git_additions additions;

	sh("commit versions/1.sql 1; commit versions/2.sql 2; commit versions/3.sql 3\n"
	   "git checkout -q HEAD~2 -b side; commit versions/5.sql 5; git checkout -q --orphan b\n"
	   "git rm -qrf .; commit versions/4.sql 4; git checkout -q main\n"
	   "git clone -q --depth 1 --no-single-branch file://$PWD ../shallow");
	struct git *git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "main", "b"), "versions/4.sql=4\n");
	assert_int_equal(merge.relation, GIT_UNRELATED);
	assert_int_equal(merge.bases.len, 0);
	const char *main_id = id(world, "main"), *side_id = id(world, "side");
	git_close(git);

	git = open_here(world, "../shallow");
	assert_true(git->shallow);
	const char *const folders[] = {"../shallow/versions"};
	assert_int_equal(git_merge_in_memory(git, &merge, main_id, side_id, folders, 1), 0);
	assert_int_equal(merge.relation, GIT_NOT_KNOWN);
	assert_int_equal(git_additions(git, &additions, main_id, folders, 1), 0);
	assert_string_equal(list_additions(world, &additions),
		"versions/1.sql: 3 (or before)\nversions/2.sql: 3 (or before)\n"
		"versions/3.sql: 3 (or before)\n");
	git_close(git);
}

static void
a_renamed_folder_is_found_on_the_other_side(void **state)
{
	struct world *world = *state;
	struct git_merged merge;
	struct git_additions additions;

	sh("commit db/old/1.sql 1; commit db/old/2.sql 2; git branch b\n"
	   "git mv db/old versions; git commit -qm rename; commit versions/3.sql 3\n"
	   "git checkout -q b; commit db/old/4.sql 4; git checkout -q main");
	struct git *git = open_here(world, ".");
	assert_string_equal(merged(world, git, &merge, "main", "b"), "db/old/4.sql=4\n");
	assert_string_equal(merge.renamed_from[0], "db/old");
	assert_int_equal(git_additions(git, &additions, git->head, versions, 1), 0);
	assert_string_equal(list_additions(world, &additions),
		"versions/1.sql: 1\nversions/2.sql: 2\nversions/3.sql: 3\n");
	git_close(git);
}

static const char *
changed_since(struct world *world, const char *commit)
{
	struct git_files files;
	struct git *git = open_here(world, ".");
	assert_int_equal(git_worktree_changes(git, &files, id(world, commit), versions, 1), 0);
	const char *list = list_files(world, &files);
	git_close(git);
	return list;
}

static void
changed_work_files_are_listed(void **state)
{
	struct world *world = *state;

	sh("commit versions/1.sql 1; commit versions/2.sql 2; commit versions/3.sql 3\n"
	   "commit versions/sub/4.sql 4; git tag base; touch -d @1 versions/*.sql\n"
	   "git update-index --refresh");
	const char *before = fingerprint(world);
	assert_string_equal(changed_since(world, "base"), "");
	sh("echo x >versions/1.sql; rm versions/2.sql; echo 5 >versions/5.sql; rm versions/sub/4.sql");
	assert_string_equal(changed_since(world, "base"), "versions/1.sql=1\nversions/2.sql=2\n");
	assert_string_equal(fingerprint(world), before);
	/* committed or not, staged or not */
	sh("git rm -q --cached versions/3.sql");
	assert_string_equal(
		changed_since(world, "base"), "versions/1.sql=1\nversions/2.sql=2\nversions/3.sql=3\n");
	sh("git add .; git commit -qm all");
	assert_string_equal(changed_since(world, "base"), "versions/1.sql=1\nversions/2.sql=2\n");
	assert_string_equal(changed_since(world, "HEAD"), "");
	/* a renamed folder: all its files may be unchanged */
	sh("git checkout -q base; git mv versions db; git commit -qm mv; git mv db versions\n"
	   "echo x >versions/1.sql");
	assert_string_equal(changed_since(world, "HEAD"), "db/1.sql=1\ndb/2.sql=2\ndb/3.sql=3\n");
}

/* A commit may contain any text; control characters must not reach a terminal. */
static void
texts_of_commits_are_sanitised(void **state)
{
	struct world *world = *state;
	struct git_target target;

	sh("export GIT_AUTHOR_NAME=$(printf 'A\\033[2Jda \\302\\2331m')\n"
	   "export GIT_AUTHOR_EMAIL=$(printf 'a\\010@\\342\\200\\256x')\n"
	   "commit a $(printf '%%0500d' 1)");
	struct git *git = open_here(world, ".");
	assert_int_equal(git_find_target(git, &target, "HEAD"), 0);
	assert_string_equal(target.commit.author.name, "A?[2Jda ?1m");
	assert_string_equal(target.commit.author.email, "a?@?x");
	assert_int_equal(strlen(target.commit.summary), 120 + strlen("…"));
	git_close(git);
}

static void
each_file_has_the_commit_that_added_it(void **state)
{
	struct world *world = *state;
	struct git_additions additions;
	struct commit commit;

	sh("commit versions/1.sql one; commit main.c x; git branch b; commit versions/2.sql two\n"
	   "echo edited >>versions/1.sql; git commit -qam edit\n"
	   "git checkout -q b; commit versions/3.sql three; commit main.c x2\n"
	   "git checkout -q main; git merge -q -m together b; commit versions/4.sql four\n"
	   "git rm -q versions/2.sql; git commit -qm removed; commit versions/2.sql again");
	struct git *git = open_here(world, ".");
	assert_int_equal(git_additions(git, &additions, git->head, versions, 1), 0);
	assert_string_equal(list_additions(world, &additions),
		"versions/1.sql: one\nversions/2.sql: again\nversions/3.sql: three\n"
		"versions/4.sql: four\n");
	assert_string_equal(additions.items[2].commit.author.email, "ada@example.org");
	struct git_addition addition;
	for (size_t i = 0; i < additions.len; i++) {
		assert_int_equal(git_find_addition(git, &addition, git->head, "versions",
					 additions.items[i].name),
			0);
		assert_string_equal(addition.path, additions.items[i].path);
		assert_string_equal(addition.commit.id, additions.items[i].commit.id);
	}
	assert_int_equal(git_find_addition(git, &addition, git->head, "versions", "5.sql"), 0);
	assert_null(addition.commit.id);
	const char *one = additions.items[0].commit.id, *three = additions.items[2].commit.id;
	const char *four = additions.items[3].commit.id, *two = id(world, "HEAD~3^~2");
	assert_int_equal(git_merge_point(git, &commit, git->head, one, three), 0);
	assert_string_equal(commit.summary, "three");
	assert_int_equal(git_merge_point(git, &commit, git->head, four, three), 0);
	assert_string_equal(commit.summary, "four");
	assert_int_equal(git_merge_point(git, &commit, git->head, three, id(world, "HEAD~4")), 0);
	assert_string_equal(commit.summary, "together");
	assert_int_equal(commit.parents, 2);
	assert_int_equal(git_merge_point(git, &commit, two, one, three), 0);
	assert_null(commit.id);
	git_close(git);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			no_repository_is_not_an_error, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_repository_without_commits_can_be_opened, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_file_in_head_or_the_index_is_committed, setup, teardown),
		cmocka_unit_test_setup_teardown(the_identity_is_that_of_git, setup, teardown),
		cmocka_unit_test_setup_teardown(files_that_git_changes_are_watched, setup, teardown),
		cmocka_unit_test_setup_teardown(
			worktrees_submodules_and_bare_repositories_are_read, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_repository_that_cannot_be_read_is_a_warning, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_repository_of_another_user_is_not_trusted, setup, teardown),
		cmocka_unit_test_setup_teardown(a_configured_target_may_be_any_commit, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_target_is_configured_or_a_default, setup, teardown),
		cmocka_unit_test_setup_teardown(a_trial_merge_lists_the_new_files, setup, teardown),
		cmocka_unit_test_setup_teardown(
			conflicts_have_their_sides, setup, teardown),
		cmocka_unit_test_setup_teardown(merged_blobs_are_not_written, setup, teardown),
		cmocka_unit_test_setup_teardown(
			changed_work_files_are_listed, setup, teardown),
		cmocka_unit_test_setup_teardown(texts_of_commits_are_sanitised, setup, teardown),
		cmocka_unit_test_setup_teardown(
			criss_cross_merges_have_several_bases, setup, teardown),
		cmocka_unit_test_setup_teardown(
			everyday_branches_merge_as_git_would, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_hook_sees_the_index_of_the_commit, setup, teardown),
		cmocka_unit_test_setup_teardown(
			unrelated_and_shallow_histories_differ, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_renamed_folder_is_found_on_the_other_side, setup, teardown),
		cmocka_unit_test_setup_teardown(
			each_file_has_the_commit_that_added_it, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
