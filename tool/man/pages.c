#include "man/pages.h"

#include "config/value_type.h"
#include "man/roff.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	const char *tag, *text;
};

static void
add_entries(struct strbuf *out, const struct entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++)
		roff_add_item(out, entries[i].tag, entries[i].text);
}

#define ADD_ENTRIES(out, entries) add_entries(out, entries, sizeof(entries) / sizeof(*(entries)))

static const struct entry statuses[] = {
	{"0", "Success: everything is in sync, or the command has completed."},
	{"1", "Findings: drift, unreviewed revisions, several heads now or after a merge, a conflict, a failed check."},
	{"2", "The command line or schemac.ini is wrong."},
	{"3", "The input cannot be read or compiled."},
	{"4", "The database, git or the operating system failed."},
};

static const struct entry identifiers[] = {
	{"ID", "A revision id, or a prefix of one that is unique."},
	{"LABEL", "The revision that has this branch label."},
	{"head, heads", "The only revision that no other revision follows; all such revisions."},
	{"base", "The state before the first revision."},
	{"current", "The revisions that the database is at."},
	{"BRANCH@head, BRANCH@base, BRANCH@ID",
		"The same, on the branch that a label or revision identifies."},
	{"ID+2, ID-1, head-1", "A relative offset: how many revisions forward or back."},
	{"+1, -1, BRANCH@+1", "The same, relative to the revision that the database is at."},
	{"A:B", "A range. Without A it starts at the base; without B it ends at the heads."},
};

static const struct entry variables[] = {
	{"CI", "If it is set and not empty, --frozen is implied."},
	{"GIT_CEILING_DIRECTORIES",
		"Folders above which no git repository is searched, as in git."},
	{"GIT_DIR",
		"The git repository, instead of the one that contains the version locations. --git-dir overrides it."},
	{"CC", "The compiler that preprocesses the headers; cc if it is not set."},
	{"PATH", "The folders in which the compiler, hooks and initdb are looked up."},
	{"TMPDIR",
		"The folder for the scratch PostgreSQL server that verify and merge start; /tmp if it is not set."},
	{"PGCONNECT_TIMEOUT",
		"The longest time, in seconds, to connect to each address of a PostgreSQL server; 10 if it is not set. libpq reads its other variables too."},
	{"COLUMNS",
		"The width of the output, from 20 to 1000. Without it, the width of the terminal, or 80 if the output is not a terminal."},
	{"SOURCE_DATE_EPOCH", "The time of new revisions and reviews, in seconds since 1970."},
	{"NO_COLOR, CLICOLOR_FORCE", "NO_COLOR turns colours off, and CLICOLOR_FORCE turns them on. --color overrides both."},
	{"PAGER",
		"The program with which review shows a long revision; less -FRX if it is not set."},
	{"PGPASSWORD, PGPASSFILE, PGHOST, PGUSER",
		"These and all other variables of libpq apply to PostgreSQL databases."},
	{"VISUAL, EDITOR", "The program with which edit opens a revision; vi if neither is set."},
};

static const struct entry files[] = {
	{"schemac.ini", "The configuration: see schemac.ini(5)."},
	{"versions/*.sql",
		"The revisions: SQL that is read, reviewed and edited. See schemac-revision(5)."},
	{"versions/*.json", "The snapshots of the revisions, which only schemac writes."},
	{"PREFIX/share/schemac/problem-matcher.json",
		"The problem matcher for GitHub Actions; see DIAGNOSTICS."},
	{"PREFIX/share/schemac/schemac.mk", "The rules for GNU Make; see schemac-make(7)."},
	{"PREFIX/share/bash-completion/completions/schemac, PREFIX/share/zsh/site-functions/_schemac, PREFIX/share/fish/vendor_completions.d/schemac.fish",
		"Completions for bash, zsh and fish."},
};

static const struct entry examples[] = {
	{"schemac status",
		"Shows the state of models, revisions and database: heads, drift, and revisions not yet reviewed or applied."},
	{"schemac history --graph", "Shows the revisions as a graph."},
	{"schemac diff models sqlite:///people.db",
		"Lists the changes between two schemas: models, a revision, a database or a metadata file."},
	{"schemac verify",
		"Tests on a scratch database that each upgrade and downgrade results in the expected snapshot."},
	{"schemac upgrade --sql", "Prints a script for sqlite3 or psql instead of upgrading."},
	{"schemac inspect --emit=header sqlite:///people.db",
		"Prints a header that declares the tables of an existing database."},
};

static const struct entry diagnostic_formats[] = {
	{"text", "For people, and for editors that parse gcc's messages. Columns are bytes."},
	{"json",
		"For programs: one JSON document with locations, notes and fix-its. A fix-it replaces a number of bytes at a location. Columns are bytes."},
	{"sarif", "SARIF 2.1.0, for code scanning, with fixes. Columns are UTF-16 code units."},
	{"github", "Workflow commands of GitHub Actions. Columns are UTF-16 code units."},
	{"msvc", "For MSBuild and Visual Studio. Columns are UTF-16 code units."},
};

static const struct entry warning_options[] = {
	{"-WID", "Reports ID: as a warning, or as the error or note that it is by default."},
	{"-Wno-ID", "Does not report ID."},
	{"-Werror=ID", "Makes ID an error."},
	{"-Wno-error=ID", "Makes ID a warning."},
	{"-Werror", "Makes every warning an error."},
	{"-Wall, -Wextra",
		"Report, as a warning, everything that is silent by default. An option that names an id takes precedence."},
};

/* The pages that are not about one command. */
static const char other_pages[] =
	".BR schemac.ini (5),\n"
	".BR schemac\\-revision (5),\n"
	".BR schemac\\-model (7),\n"
	".BR schemac\\-git (7),\n"
	".BR schemac\\-cmake (7),\n"
	".BR schemac\\-make (7),\n"
	".BR schemac\\-sqlite (7),\n"
	".BR schemac\\-postgresql (7),\n"
	".BR schemac\\-warnings (7),\n"
	".BR schemac\\-security (7),\n"
	".BR schemac\\-compatibility (7),\n"
	".BR schemac\\-runtime (3)\n";

static void
add_option_tag(struct strbuf *out, const struct option *option)
{
	const char *argument = option->argument;
	bool joined = option->kind == OPTION_CFLAG;
	strbuf_addstr(out, ".TP\n\\fB");
	if (option->letter != '\0') {
		strbuf_addf(out, "\\-%c", option->letter);
		if (!joined)
			strbuf_addstr(out, "\\fR, \\fB");
	}
	if (!joined || option->letter == '\0') {
		strbuf_addstr(out, option->one_dash ? "\\-" : "\\-\\-");
		roff_add(out, option->name);
	}
	if (argument != NULL) {
		strbuf_addstr(out, joined && strcmp(option->name, "std") != 0
					   ? option->letter != '\0' ? "" : " "
					   : "=");
		strbuf_addstr(out, "\\fI");
		roff_add(out, argument);
	}
	strbuf_addstr(out, "\\fR\n");
}

static void
add_option(struct strbuf *out, const struct option *option)
{
	add_option_tag(out, option);
	roff_add(out, option->help);
	strbuf_addstr(out, ".\n");
}

static void
add_options(struct strbuf *out, const struct command *command)
{
	bool any = false;
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		for (const struct option *option = group->options; option->name != NULL; option++) {
			if (!any)
				roff_add_heading(out, "OPTIONS");
			any = true;
			add_option(out, option);
		}
}

static void
add_name(struct strbuf *out, const char *name, const char *summary)
{
	roff_add_heading(out, "NAME");
	roff_add(out, name);
	strbuf_addstr(out, " \\- ");
	roff_add(out, summary);
	strbuf_addch(out, '\n');
}

void
page_of_command(struct strbuf *out, const struct command *command)
{
	struct strbuf name = STRBUF_INIT;
	strbuf_addf(&name, "schemac-%s", command->name);
	roff_add_title(out, name.buf, "1");
	add_name(out, name.buf, command->summary);
	strbuf_release(&name);
	roff_add_heading(out, "SYNOPSIS");
	strbuf_addstr(out, "\\fBschemac ");
	roff_add(out, command->name);
	strbuf_addstr(out, "\\fR [\\fIOPTION\\fR...]");
	if (*command->operands != '\0') {
		strbuf_addch(out, ' ');
		roff_add(out, command->operands);
	}
	strbuf_addch(out, '\n');
	roff_add_heading(out, "DESCRIPTION");
	roff_add_paragraphs(out, command->details);
	add_options(out, command);
	strbuf_addstr(out, ".PP\nThe options of every command and the names of revisions are in\n"
			   ".BR schemac (1).\n");
	roff_add_heading(out, "EXIT STATUS");
	ADD_ENTRIES(out, statuses);
	roff_add_heading(out, "SEE ALSO");
	strbuf_addstr(out, ".BR schemac (1),\n");
	strbuf_addstr(out, other_pages);
}

void
page_of_tool(struct strbuf *out)
{
	roff_add_title(out, "schemac", "1");
	add_name(out, "schemac", "a compiler for database schemas");
	roff_add_heading(out, "SYNOPSIS");
	strbuf_addstr(out,
		"\\fBschemac\\fR [\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIOPTION\\fR...] "
		"[\\fIOPERAND\\fR...] [@\\fIFILE\\fR]\n");
	roff_add_heading(out, "DESCRIPTION");
	roff_add_paragraphs(out,
		"schemac compiles annotated C headers into a database schema, compares it with the reviewed revisions in versions/, and migrates databases from one revision to the next. A difference between the models and the revisions fails the build at the line of the field. schemac writes the difference as a draft revision, which a person reads and reviews.\n"
		"@FILE is replaced by the words in that file. They are separated by white space; quotes and backslashes work as in gcc's response files.");
	roff_add_heading(out, "COMMANDS");
	for (size_t i = 0; commands[i] != NULL; i++)
		roff_add_item(out, commands[i]->name, commands[i]->summary);
	roff_add_heading(out, "OPTIONS");
	for (const struct option *option = global_option_table; option->name != NULL; option++)
		add_option(out, option);
	roff_add_heading(out, "REVISIONS");
	ADD_ENTRIES(out, identifiers);
	roff_add_heading(out, "DIAGNOSTICS");
	roff_add_paragraphs(out,
		"An error or warning is printed in the style of a compiler: file, line and column, the message, its id, the source line with a caret, notes, and a fix-it if there is one. The id is the argument of -W; schemac-warnings(7) and --explain describe it.\n"
		"Columns are counted from 1. A tab counts as one column; a byte order mark does not count. --diagnostics-format selects one of these forms:");
	ADD_ENTRIES(out, diagnostic_formats);
	roff_add_paragraphs(out,
		"A GitHub Actions workflow that builds with the text form gets annotations from the problem matcher. Run this before the build: echo \"::add-matcher::PREFIX/share/schemac/problem-matcher.json\"");
	roff_add_heading(out, "EXIT STATUS");
	ADD_ENTRIES(out, statuses);
	roff_add_heading(out, "ENVIRONMENT");
	ADD_ENTRIES(out, variables);
	roff_add_heading(out, "FILES");
	ADD_ENTRIES(out, files);
	roff_add_heading(out, "EXAMPLES");
	ADD_ENTRIES(out, examples);
	roff_add_heading(out, "SEE ALSO");
	for (size_t i = 0; commands[i] != NULL; i++) {
		strbuf_addstr(out, ".BR schemac\\-");
		roff_add(out, commands[i]->name);
		strbuf_addstr(out, " (1),\n");
	}
	strbuf_addstr(out, other_pages);
}

static void
add_key(struct strbuf *out, const struct config_key *key)
{
	strbuf_addstr(out, ".TP\n\\fB");
	roff_add(out, strcmp(key->name, "*") == 0 ? "NAME" : key->name);
	strbuf_addstr(out, "\\fR (");
	roff_add(out, key->choices != NULL ? key->choices : value_type_text(key->type));
	if (*key->fallback != '\0') {
		strbuf_addstr(out, "; by default ");
		roff_add(out, key->fallback);
	}
	strbuf_addstr(out, ")\n");
	roff_add(out, key->description);
	strbuf_addch(out, '\n');
}

void
page_of_config(struct strbuf *out)
{
	roff_add_title(out, "schemac.ini", "5");
	add_name(out, "schemac.ini", "the configuration of schemac");
	roff_add_heading(out, "DESCRIPTION");
	roff_add_paragraphs(out,
		"schemac reads schemac.ini in the current folder, or the file that -c names. If the current folder has none, the nearest one in the folders above is used. The search ends at the top of a git repository, at a mount point and at the root folder. A file found there is refused if a different user could change it; see schemac-security(7).\n"
		"The file consists of section names in brackets and lines of the form key = value. A comment starts with ';' or '#' at the start of a line, or with ';' after a space. A line that starts with a space continues the value of the previous line. A line is at most 195 bytes long.\n"
		"${NAME} is replaced by the environment variable NAME, and $$ by '$'. Items of a list are separated by spaces or commas; put an item that contains a space in double quotes. Relative paths are relative to the folder of the file. An unknown key is an error.\n"
		"-n NAME selects the section [schemac:NAME], whose keys override those of [schemac]. -x KEY=VALUE overrides both.");
	for (size_t i = 0; i < config_section_count; i++) {
		const struct config_section *section = &config_sections[i];
		strbuf_addstr(out, ".SH \"[");
		roff_add(out, section->name);
		strbuf_addstr(out, "]\"\n");
		roff_add_paragraphs(out, section->description);
		for (size_t k = 0; k < config_key_count; k++)
			if (strcmp(config_keys[k].section, section->name) == 0)
				add_key(out, &config_keys[k]);
	}
	roff_add_heading(out, "SEE ALSO");
	strbuf_addstr(
		out, ".BR schemac (1),\n.BR schemac\\-model (7),\n.BR schemac\\-security (7)\n");
}

/* ------------------------------------------------------------------ warnings */

/* "an error by default", "always an error". */
static const char *
severity_text(const struct diag_kind *kind)
{
	if (kind->fixed)
		return "always an error";
	switch (kind->severity) {
	case SEVERITY_ERROR:
		return "an error by default";
	case SEVERITY_WARNING:
		return "a warning by default";
	case SEVERITY_NOTE:
		return "a note by default";
	case SEVERITY_IGNORED:
		break;
	}
	return "off by default";
}

static int
compare_kinds(const void *a, const void *b)
{
	const struct diag_kind *const *left = a, *const *right = b;
	return strcmp((*left)->id, (*right)->id);
}

static void
add_kind(struct strbuf *out, const struct diag_kind *kind)
{
	strbuf_addstr(out, ".TP\n\\fB");
	roff_add(out, kind->id);
	strbuf_addf(out, "\\fR (%s, exit status %d)\n", severity_text(kind), kind->outcome);
	roff_add(out, kind->title);
	strbuf_addstr(out, ".\n.br\n");
	roff_add(out, kind->explanation);
	strbuf_addch(out, '\n');
}

void
page_of_warnings(struct strbuf *out)
{
	const struct diag_kind *kinds[DIAG_COUNT];
	for (int i = 0; i < DIAG_COUNT; i++)
		kinds[i] = diag_kind((enum diag_id)i);
	qsort(kinds, DIAG_COUNT, sizeof(*kinds), compare_kinds);
	roff_add_title(out, "schemac-warnings", "7");
	add_name(out, "schemac-warnings", "errors and warnings of schemac, by id");
	roff_add_heading(out, "DESCRIPTION");
	roff_add_paragraphs(out,
		"Every diagnostic ends with its id in brackets. `schemac --explain ID` prints the text below; `schemac help warnings` lists the ids. The exit status applies if the diagnostic is an error.\n"
		"Options on the command line change the severity of an id, unless it is always an error. The last option for an id takes effect:");
	ADD_ENTRIES(out, warning_options);
	roff_add_heading(out, "IDS");
	for (int i = 0; i < DIAG_COUNT; i++)
		add_kind(out, kinds[i]);
	roff_add_heading(out, "SEE ALSO");
	strbuf_addstr(out, ".BR schemac (1)\n");
}
