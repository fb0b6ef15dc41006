#include "man/pages.h"

#include "man/roff.h"

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
	{"0", "Yes: all is in sync, or was done."},
	{"1", "Findings: drift, drafts without a review, several heads now or after a merge, a conflict, a failed check."},
	{"2", "The command line or schemac.ini is wrong."},
	{"3", "Input cannot be read or compiled."},
	{"4", "The database, git or the operating system failed."},
};

static const struct entry identifiers[] = {
	{"ID", "An id, or the beginning of one that no other has."},
	{"LABEL", "The revision that carries the branch label."},
	{"head, heads", "The only revision that none follows; all of them."},
	{"base", "Before everything."},
	{"current", "What the database is at."},
	{"BRANCH@head, BRANCH@base, BRANCH@ID", "The same on the branch of a label or revision."},
	{"ID+2, ID-1, head-1", "So many revisions after or before."},
	{"+1, -1, BRANCH@+1", "From where the database is."},
	{"A:B", "A range; without A from the base, without B to the heads."},
};

static const struct entry variables[] = {
	{"CI", "If it is not empty, --frozen is implied."},
	{"GIT_DIR", "The git repository, instead of the one around the version locations; as --git-dir."},
	{"CC", "The compiler whose preprocessor reads the headers."},
	{"SOURCE_DATE_EPOCH", "The time of new revisions and reviews, in seconds since 1970."},
	{"NO_COLOR, CLICOLOR_FORCE", "No colours, or always."},
	{"PAGER", "What review shows long revisions with; less -FRX without it."},
	{"VISUAL, EDITOR", "What edit opens revisions with; vi without them."},
};

static const struct entry files[] = {
	{"schemac.ini", "The configuration: see schemac.ini(5)."},
	{"versions/*.sql", "Revisions: SQL to be read, reviewed and edited."},
	{"versions/*.json", "Their snapshots, which belong to the tool."},
};

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
	strbuf_addstr(out, ".PP\nThe options of every command, and how revisions are named, are in\n"
			   ".BR schemac (1).\n");
	roff_add_heading(out, "EXIT STATUS");
	ADD_ENTRIES(out, statuses);
	roff_add_heading(out, "SEE ALSO");
	strbuf_addstr(out, ".BR schemac (1),\n.BR schemac.ini (5),\n.BR schemac\\-model (7)\n");
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
		"schemac compiles annotated C headers into a database schema, compares it with the reviewed revisions in versions/, and takes databases from one revision to the next. A model that says something no revision says is an error of the build, at the line of the field; the draft of a revision is written for it, to be read and reviewed.\n"
		"@FILE stands for the words in that file, separated by white space, with quotes and backslashes as a compiler takes them.");
	roff_add_heading(out, "COMMANDS");
	for (size_t i = 0; commands[i] != NULL; i++)
		roff_add_item(out, commands[i]->name, commands[i]->summary);
	roff_add_heading(out, "OPTIONS");
	for (const struct option *option = global_option_table; option->name != NULL; option++)
		add_option(out, option);
	roff_add_heading(out, "REVISIONS");
	ADD_ENTRIES(out, identifiers);
	roff_add_heading(out, "EXIT STATUS");
	ADD_ENTRIES(out, statuses);
	roff_add_heading(out, "ENVIRONMENT");
	ADD_ENTRIES(out, variables);
	roff_add_heading(out, "FILES");
	ADD_ENTRIES(out, files);
	roff_add_heading(out, "SEE ALSO");
	for (size_t i = 0; commands[i] != NULL; i++) {
		strbuf_addstr(out, ".BR schemac\\-");
		roff_add(out, commands[i]->name);
		strbuf_addstr(out, " (1),\n");
	}
	strbuf_addstr(out, ".BR schemac.ini (5),\n.BR schemac\\-model (7)\n");
}

static void
add_key(struct strbuf *out, const struct config_key *key)
{
	strbuf_addstr(out, ".TP\n\\fB");
	roff_add(out, strcmp(key->name, "*") == 0 ? "NAME" : key->name);
	strbuf_addstr(out, "\\fR (");
	roff_add(out, key->choices != NULL ? key->choices : config_form_text(key->form));
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
		"schemac reads schemac.ini of the current folder, or the file that -c names. It has sections in brackets and lines of key = value. Comments begin with ';' or '#' at the start of a line, or with a ';' behind a blank; a line that begins with a blank goes on with the value before it. A line has at most 195 bytes.\n"
		"${NAME} stands for the environment variable, $$ for a '$'. Items of a list are separated by blanks or commas; those with blanks in them stand in double quotes. Relative paths start from the folder of the file. A key that does not exist is an error.\n"
		"-n NAME selects the section [schemac:NAME], which goes over [schemac] key by key; -x KEY=VALUE goes over both.");
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
	strbuf_addstr(out, ".BR schemac (1),\n.BR schemac\\-model (7)\n");
}
