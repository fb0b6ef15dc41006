#include "branch/git_setup.h"

#include "base/file.h"
#include "base/text.h"
#include "git/git.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char git_setup_attributes[] =
	"*.json merge=schemac text eol=lf\n"
	"*.sql text eol=lf\n";

static const char pre_commit[] =
	"#!/bin/sh\n"
	"# schemac: staged models and revisions must match. A draft may be committed, so that somebody\n"
	"# else can review it. `git commit --no-verify` skips this check.\n"
	"set -eu\n"
	"tree=$(mktemp -d)\n"
	"trap 'rm -rf \"$tree\"' EXIT\n"
	"trap 'exit 1' HUP INT TERM\n"
	"git checkout-index --all --prefix=\"$tree/\"\n"
	"unset $(git rev-parse --local-env-vars)\n"
	"cd \"$tree\"/@FOLDER@ && [ -e @CONFIG@ ] || exit 0 # a branch without this project\n"
	"schemac@OPTIONS@ check --frozen -Wno-error=unreviewed -Wno-error=required-column \\\n"
	"\t-Wno-author-unknown\n";

static const char pre_push[] =
	"#!/bin/sh\n"
	"# schemac: pushed commits must pass `schemac check` and must not add a second head to the target\n"
	"# branch. A push to the target branch must not contain drafts. Other branches may, so that\n"
	"# somebody else can review them. `git push --no-verify` skips this check.\n"
	"set -eu\n"
	"target=$(git symbolic-ref -q --short \"refs/remotes/$1/HEAD\" || true)\n"
	"tree=$(mktemp -d)\n"
	"trap 'git worktree remove --force \"$tree/pushed\" 2>/dev/null || true; rm -rf \"$tree\"' EXIT\n"
	"trap 'exit 1' HUP INT TERM\n"
	"status=0\n"
	"while read -r local_ref id remote_ref remote_id; do\n"
	"\tcase $remote_ref in refs/heads/*) ;; *) continue ;; esac\n"
	"\tcase $id in *[!0]*) ;; *) continue ;; esac # a deleted branch\n"
	"\tcase ${remote_ref#refs/heads/} in\n"
	"\t\"${target#\"$1/\"}\" | main | master) warn= ;;\n"
	"\t*) warn='-Wno-error=unreviewed -Wno-error=required-column -Wno-error=own-review' ;;\n"
	"\tesac\n"
	"\tgit -c core.hooksPath=/dev/null worktree add -q --force --detach \"$tree/pushed\" \"$id\"\n"
	"\t(\n"
	"\t\tunset $(git rev-parse --local-env-vars)\n"
	"\t\tcd \"$tree/pushed\"/@FOLDER@ && [ -e @CONFIG@ ] || exit 0 # a branch without this project\n"
	"		schemac@OPTIONS@ check --frozen $warn ${target:+--against \"$target\"}\n"
	"\t) </dev/null || status=1\n"
	"\tgit worktree remove --force \"$tree/pushed\"\n"
	"done\n"
	"exit $status\n";

/* Replaces @NAME@ in the scripts; a value used as a word is quoted for the shell. */
struct replacement {
	const char *name;
	const char *value;
};

static void
add_script(struct strbuf *out, const char *script, const struct replacement *replacements)
{
	while (*script != '\0') {
		const struct replacement *found = replacements;
		while (found->name != NULL && !text_starts_with(script, found->name))
			found++;
		if (found->name != NULL) {
			strbuf_addstr(out, found->value);
			script += strlen(found->name);
		} else {
			strbuf_addch(out, *script++);
		}
	}
}

static void
add_hook(struct strbuf *out, const char *name, const char *script,
	const struct replacement *replacements)
{
	strbuf_addf(out,
		"\nif [ -e \"$hooks/%s\" ]; then\n"
		"\techo \"$hooks/%s exists: add the commands below to it by hand\" >&2\n"
		"else\n"
		"\tcat >\"$hooks/%s\" <<'END_OF_HOOK'\n",
		name, name, name);
	add_script(out, script, replacements);
	strbuf_addf(out, "END_OF_HOOK\n\tchmod +x \"$hooks/%s\"\nfi\n", name);
}

/* The folder relative to the repository: "." or "db/schema"; NULL after a diagnostic. */
static const char *
folder_in_repository(struct workspace *workspace, const char *folder)
{
	struct git *git;
	const char *inside = NULL;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	char *real = realpath(folder, NULL);
	if (real == NULL) {
		diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(folder),
			"cannot find this folder: %s", strerror(errno));
		return NULL;
	}
	if (git_open(&workspace->arena, &git, folder, diagnostics) == 0) {
		if (git == NULL || git->worktree == NULL)
			diag_add(diagnostics, DIAG_BAD_USAGE, location_of_file(folder),
				"not in the work tree of a git repository: create one with `git init`");
		else
			inside = real + strlen(git->worktree);
		git_close(git);
	}
	if (inside != NULL)
		inside = arena_strdup(&workspace->arena,
			inside[strspn(inside, "/")] != '\0' ? inside + strspn(inside, "/") : ".");
	free(real);
	return inside;
}

/* -c and -n, as this run received them. */
static const char *
print_options(struct arena *arena, const struct git_setup_options *options)
{
	const char *config = options->config, *section = options->section;
	return arena_printf(arena, "%s%s%s%s", config != NULL ? " -c " : "",
		config != NULL ? text_shell_word(arena, config) : "", section != NULL ? " -n " : "",
		section != NULL ? text_shell_word(arena, section) : "");
}

bool
git_setup_has_attributes(const char *path)
{
	struct strbuf text = STRBUF_INIT;
	bool are = file_read(&text, path) == 0 && strstr(text.buf, "merge=schemac") != NULL;
	strbuf_release(&text);
	return are;
}

static void
add_merge_driver(struct arena *arena, struct strbuf *out, const char *folder)
{
	strbuf_addstr(out,
		"\n# Git merges the snapshots listed in .gitattributes by their content.\n"
		"git config merge.schemac.name 'schemac snapshots'\n"
		"git config merge.schemac.driver 'schemac merge-driver %O %A %B %P'\n");
	if (git_setup_has_attributes(path_join(arena, folder, "versions/.gitattributes")) ||
		git_setup_has_attributes(path_join(arena, folder, ".gitattributes")))
		return;
	strbuf_addstr(out, "# Add these lines to a .gitattributes file in the folder that contains "
			   "the revisions:\n");
	for (const char *line = git_setup_attributes; *line != '\0';) {
		size_t length = strcspn(line, "\n") + 1;
		strbuf_addf(out, "#\t%.*s", (int)length, line);
		line += length;
	}
}

int
git_setup_print(struct workspace *workspace, struct strbuf *out, const char *folder,
	const struct git_setup_options *options)
{
	struct arena *arena = &workspace->arena;
	const char *inside = folder_in_repository(workspace, folder);
	if (inside == NULL)
		return -1;
	const char *config = options->config;
	const struct replacement replacements[] = {
		{"@FOLDER@", text_shell_word(arena, inside)},
		{"@CONFIG@", config != NULL ? text_shell_word(arena, config) : "schemac.ini"},
		{"@OPTIONS@", print_options(arena, options)},
		{NULL, NULL},
	};
	strbuf_addstr(out,
		"# Read this, then run it in the repository: `schemac init --hooks | sh`.\n"
		"# Existing hooks are kept. core.hooksPath is honoured.\n"
		"hooks=$(git rev-parse --git-path hooks) && mkdir -p \"$hooks\" || exit\n");
	add_hook(out, "pre-commit", pre_commit, replacements);
	add_hook(out, "pre-push", pre_push, replacements);
	add_merge_driver(arena, out, folder);
	return 0;
}
