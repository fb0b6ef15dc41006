/*
 * Completions for bash, zsh and fish. Revision ids are requested from schemac when Tab is pressed.
 */
#include "man/completion.h"

#include "cmd/commands.h"

#include <string.h>

/*
 * Lists that the shell computes, each with a shell function. The commands print one word per line,
 * or several words on one line.
 */
enum list {
	LIST_REVISIONS,
	LIST_SCHEMAS, /* operands of diff other than files */
	LIST_BRANCHES,
	LIST_SECTIONS,
	LIST_COUNT
};

#define PRINT_REVISIONS "schemac history -q 2>/dev/null | sed -n 's/.* -> \\([^ ]*\\).*/\\1/p'"
#define REVISION_WORDS "head heads base current"

static const struct {
	const char *name;    /* of the function, without the prefix of the shell */
	const char *words;   /* always in the list; NULL: none */
	const char *command; /* prints further words, one per line */
} lists[LIST_COUNT] = {
	[LIST_REVISIONS] = {"revisions", REVISION_WORDS, PRINT_REVISIONS},
	[LIST_SCHEMAS] = {"schemas", "models empty " REVISION_WORDS, PRINT_REVISIONS},
	[LIST_BRANCHES] = {"branches", NULL,
		"git for-each-ref --format='%(refname:short)' refs/heads refs/remotes refs/tags 2>/dev/null"},
	[LIST_SECTIONS] = {"sections", NULL,
		"sed -n 's/^\\[schemac:\\(.*\\)\\].*/\\1/p' schemac.ini 2>/dev/null"},
};

/*
 * The values of an option, or the operands of a command. Values computed by the shell are in the
 * order of enum list.
 */
enum values {
	VALUES_NONE, /* unknown */
	VALUES_CHOICES,
	VALUES_FILES,
	VALUES_IDS,      /* of diagnostics */
	VALUES_WARNINGS, /* the argument of -W */
	VALUES_TOPICS,   /* of help */
	VALUES_REVISIONS,
	VALUES_SCHEMAS,
	VALUES_BRANCHES,
	VALUES_SECTIONS,
};

static bool
is_list(enum values values)
{
	return values >= VALUES_REVISIONS;
}

static const char *
list_name(enum values values)
{
	return lists[values - VALUES_REVISIONS].name;
}

static enum values
values_of_option(const struct option *option)
{
	const char *argument = option->argument;
	if (argument == NULL)
		return VALUES_NONE;
	if (strchr(argument, '|') != NULL)
		return VALUES_CHOICES;
	if (strcmp(argument, "REVISION") == 0)
		return VALUES_REVISIONS;
	if (strcmp(option->name, "explain") == 0)
		return VALUES_IDS;
	if (strcmp(option->name, "warn") == 0)
		return VALUES_WARNINGS;
	if (strcmp(option->name, "against") == 0)
		return VALUES_BRANCHES;
	if (strcmp(option->name, "name") == 0)
		return VALUES_SECTIONS;
	if (strstr(argument, "FILE") != NULL || strcmp(argument, "DIR") == 0)
		return VALUES_FILES;
	return VALUES_NONE;
}

static enum values
values_of_operands(const struct command *command)
{
	if (strcmp(command->name, "help") == 0)
		return VALUES_TOPICS;
	if (strcmp(command->name, "diff") == 0)
		return VALUES_SCHEMAS;
	return strstr(command->operands, "REVISION") != NULL ? VALUES_REVISIONS : VALUES_FILES;
}

static void
add_dashed(struct strbuf *out, const struct option *option)
{
	if (option->kind == OPTION_CFLAG && option->letter != '\0')
		strbuf_addf(out, "-%c", option->letter);
	else
		strbuf_addf(out, "%s%s", option->one_dash ? "-" : "--", option->name);
}

/* "a|b" as "a b". */
static void
add_choices(struct strbuf *out, const char *choices)
{
	for (; *choices != '\0'; choices++)
		strbuf_addch(out, *choices == '|' ? ' ' : *choices);
}

static void
add_table_words(struct strbuf *out, const struct option *options)
{
	for (; options->name != NULL; options++) {
		strbuf_addch(out, ' ');
		add_dashed(out, options);
	}
}

static void
add_command_names(struct strbuf *out)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		strbuf_addf(out, "%s%s", i > 0 ? " " : "", commands[i]->name);
}

/* The ids, each after a space and the prefix. */
static void
add_ids(struct strbuf *out, const char *prefix, bool with_fixed)
{
	for (int i = 0; i < DIAG_COUNT; i++) {
		const struct diag_kind *kind = diag_kind((enum diag_id)i);
		if (with_fixed || !kind->fixed)
			strbuf_addf(out, " %s%s", prefix, kind->id);
	}
}

/* Everything that may follow -W. */
static void
add_warnings(struct strbuf *out, const char *prefix)
{
	static const char *const forms[] = {"", "no-", "error=", "no-error="};
	strbuf_addf(out, " %serror %sall %sextra", prefix, prefix, prefix);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		struct strbuf form = STRBUF_INIT;
		strbuf_addf(&form, "%s%s", prefix, forms[i]);
		add_ids(out, form.buf, false);
		strbuf_release(&form);
	}
}

/*
 * The words that are known when the completion is printed; argument is the argument of the option
 * or command.
 */
static void
add_fixed_words(struct strbuf *out, enum values values, const char *argument)
{
	if (values == VALUES_CHOICES)
		add_choices(out, argument);
	else if (values == VALUES_IDS)
		add_ids(out, "", true);
	else if (values == VALUES_WARNINGS)
		add_warnings(out, "");
	else if (values == VALUES_TOPICS) {
		add_command_names(out);
		strbuf_addstr(out, " warnings");
	}
}

static bool
has_fixed_words(enum values values)
{
	return values == VALUES_CHOICES || values == VALUES_IDS || values == VALUES_WARNINGS ||
	       values == VALUES_TOPICS;
}

/* ------------------------------------------------------------------ bash */

static void
add_bash_lists(struct strbuf *out)
{
	for (int i = 0; i < LIST_COUNT; i++) {
		strbuf_addf(out, "_schemac_%s() {\n", lists[i].name);
		if (lists[i].words != NULL)
			strbuf_addf(out, "\techo %s\n", lists[i].words);
		strbuf_addf(out, "\t%s\n}\n\n", lists[i].command);
	}
}

static void
add_bash_values(struct strbuf *out, const struct option *options)
{
	for (; options->name != NULL; options++) {
		enum values values = values_of_option(options);
		if (options->argument == NULL)
			continue;
		strbuf_addf(out, "\t--%s", options->name);
		if (options->letter != '\0' && options->kind != OPTION_CFLAG)
			strbuf_addf(out, " | -%c", options->letter);
		strbuf_addstr(out, ")\n\t\t");
		if (has_fixed_words(values)) {
			strbuf_addstr(out, "COMPREPLY=($(compgen -W '");
			add_fixed_words(out, values, options->argument);
			strbuf_addstr(out, "' -- \"$word\"))");
		} else if (is_list(values)) {
			strbuf_addf(out,
				"COMPREPLY=($(compgen -W \"$(_schemac_%s)\" -- \"$word\"))",
				list_name(values));
		} else if (values == VALUES_FILES) {
			strbuf_addstr(out, "_schemac_files \"$word\"");
		} else {
			strbuf_addstr(out, "COMPREPLY=()");
		}
		strbuf_addstr(out, "\n\t\treturn 0 ;;\n");
	}
}

static void
add_bash_command(struct strbuf *out, const struct command *command)
{
	enum values operands = values_of_operands(command);
	strbuf_addf(out, "\t%s) options='", command->name);
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		add_table_words(out, group->options);
	strbuf_addch(out, '\'');
	if (is_list(operands))
		strbuf_addf(out, " list=_schemac_%s", list_name(operands));
	if (operands == VALUES_SCHEMAS)
		strbuf_addstr(out, " files=1");
	strbuf_addstr(out, " ;;\n");
}

/* The values of the options: those of every command, then those of each command. */
static void
add_bash_option_values(struct strbuf *out)
{
	strbuf_addstr(out, "_schemac_value() {\n\tlocal word=$2\n\tcase $1 in\n");
	/* bash splits -Werror=ID into three words. */
	strbuf_addstr(out, "\t-Werror | -Wno-error)\n\t\tCOMPREPLY=($(compgen -W '");
	add_ids(out, "", false);
	strbuf_addstr(out, "' -- \"$word\"))\n\t\treturn 0 ;;\n");
	add_bash_values(out, global_option_table);
	for (size_t i = 0; commands[i] != NULL; i++) {
		if (commands[i]->alias_of != NULL)
			continue;
		strbuf_addf(out, "\tesac\n\t[ \"$3\" = %s ] && case $1 in\n\t'') ;;\n",
			commands[i]->name);
		for (const struct option_group *group = commands[i]->groups;
			group != NULL && group->options != NULL; group++)
			add_bash_values(out, group->options);
	}
	strbuf_addstr(out, "\tesac\n\treturn 1\n}\n\n");
}

void
completion_bash(struct strbuf *out)
{
	strbuf_addstr(out,
		"# bash completion of schemac; printed from its tables of commands and options\n");
	add_bash_lists(out);
	strbuf_addstr(out, "_schemac_files() { # a name may contain spaces\n"
			   "\tlocal file\n"
			   "\twhile IFS= read -r file; do\n\t\tCOMPREPLY+=(\"$file\")\n"
			   "\tdone < <(compgen -f -- \"$1\")\n}\n\n");
	add_bash_option_values(out);
	strbuf_addstr(out,
		"_schemac() {\n"
		"\tlocal word=${COMP_WORDS[COMP_CWORD]} command= options= list= files= i option split=\n"
		"\tCOMPREPLY=()\n"
		"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		"\t\tcase ${COMP_WORDS[i]} in\n"
		"\t\t-c | -n | -C | -x | -W | -f) i=$((i + 1)) ;;\n"
		"\t\t-* | =) ;;\n"
		"\t\t*) [ \"${COMP_WORDS[i-1]}\" = = ] || { command=${COMP_WORDS[i]}; break; } ;;\n"
		"\t\tesac\n\tdone\n"
		"\toption=${COMP_WORDS[COMP_CWORD-1]}\n"
		"\tif [ \"$word\" = = ]; then word= split=1\n"
		"\telif [ \"$option\" = = ]; then option=${COMP_WORDS[COMP_CWORD-2]} split=1; fi\n"
		/* -Werror takes a value only after '='. */
		"\tcase $option in\n\t-Werror | -Wno-error) [ -n \"$split\" ] || option= ;;\n\tesac\n"
		"\t_schemac_value \"$option\" \"$word\" \"$command\" && return\n"
		"\tcase $command in\n");
	strbuf_addstr(out, "\t'')\n\t\toptions='");
	add_command_names(out);
	strbuf_addstr(out, "' ;;\n\thelp) options='");
	add_fixed_words(out, VALUES_TOPICS, "");
	strbuf_addstr(out, "' ;;\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		if (values_of_operands(commands[i]) != VALUES_TOPICS)
			add_bash_command(out, commands[i]);
	strbuf_addstr(out, "\tesac\n\tcase $word in\n\t-W*) options='");
	add_warnings(out, "-W");
	strbuf_addstr(out, "' ;;\n\t-*) options+='");
	add_table_words(out, global_option_table);
	strbuf_addstr(out,
		"' ;;\n\t*)\n"
		"\t\t[ -z \"$list\" ] || options=$($list)\n"
		"\t\t[ -n \"$list\" ] || [ -z \"$command\" ] || [ \"$command\" = help ] || files=1 options=\n"
		"\t\t;;\n\tesac\n"
		"\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
		"\t[ -z \"$files\" ] || [[ $word == -* ]] || _schemac_files \"$word\"\n}\n\n"
		"complete -o filenames -F _schemac schemac\n");
}

/* ------------------------------------------------------------------ zsh */

/* Within '…' of an _arguments specification, where brackets and colons separate its parts. */
static void
add_zsh_text(struct strbuf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			strbuf_addstr(out, "'\\''");
		else if (strchr("[]:\\", *text) != NULL)
			strbuf_addf(out, "\\%c", *text);
		else
			strbuf_addch(out, *text);
	}
}

static void
add_zsh_lists(struct strbuf *out)
{
	for (int i = 0; i < LIST_COUNT; i++)
		strbuf_addf(out,
			"_schemac_%s() {\n\tlocal -a words\n"
			"\twords=(%s ${(f)\"$(%s)\"})\n\tcompadd -a words\n}\n\n",
			lists[i].name, lists[i].words != NULL ? lists[i].words : "",
			lists[i].command);
	strbuf_addstr(out, "_schemac_schemas_or_files() {\n\t_schemac_schemas\n\t_files\n}\n\n");
}

/* ":NAME:ACTION" for the value of an option; nothing if it takes none. */
static void
add_zsh_value(struct strbuf *out, const struct option *option)
{
	enum values values = values_of_option(option);
	if (option->argument == NULL)
		return;
	strbuf_addch(out, ':');
	add_zsh_text(out, option->argument);
	strbuf_addch(out, ':');
	if (has_fixed_words(values)) {
		strbuf_addch(out, '(');
		add_fixed_words(out, values, option->argument);
		strbuf_addch(out, ')');
	} else if (is_list(values)) {
		strbuf_addf(out, "_schemac_%s", list_name(values));
	} else if (values == VALUES_FILES) {
		strbuf_addstr(out, "_files");
	}
}

static void
add_zsh_help(struct strbuf *out, const struct option *option)
{
	strbuf_addch(out, '[');
	add_zsh_text(out, option->help);
	strbuf_addch(out, ']');
	add_zsh_value(out, option);
	strbuf_addstr(out, "' \\\n");
}

/* The option by its name, and by its letter. */
static void
add_zsh_option(struct strbuf *out, const struct option *option)
{
	const char *star = option->kind == OPTION_FLAG || option->kind == OPTION_TEXT ? "" : "*";
	bool has_value = option->argument != NULL && option->kind != OPTION_CFLAG;
	strbuf_addf(out, "\t\t'%s", star);
	add_dashed(out, option);
	if (has_value && !option->one_dash)
		strbuf_addch(out, '=');
	add_zsh_help(out, option);
	if (option->letter == '\0' || option->kind == OPTION_CFLAG)
		return;
	strbuf_addf(out, "\t\t'%s-%c%s", star, option->letter, has_value ? "+" : "");
	add_zsh_help(out, option);
}

static void
add_zsh_table(struct strbuf *out, const struct option *options)
{
	for (; options->name != NULL; options++)
		add_zsh_option(out, options);
}

static void
add_zsh_command(struct strbuf *out, const struct command *command)
{
	static const char *const actions[] = {
		[VALUES_FILES] = "_files",
		[VALUES_TOPICS] = "_schemac_topics",
		[VALUES_REVISIONS] = "_schemac_revisions",
		[VALUES_SCHEMAS] = "_schemac_schemas_or_files",
	};
	strbuf_addf(out, "\t%s)\n\t\t_arguments \\\n", command->name);
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		add_zsh_table(out, group->options);
	add_zsh_table(out, global_option_table);
	strbuf_addf(out, "\t\t'*: :%s'\n\t\t;;\n", actions[values_of_operands(command)]);
}

void
completion_zsh(struct strbuf *out)
{
	strbuf_addstr(out,
		"#compdef schemac\n"
		"# zsh completion of schemac; printed from its tables of commands and options\n");
	add_zsh_lists(out);
	strbuf_addstr(out, "_schemac_commands() {\n\tlocal -a commands\n\tcommands=(\n");
	for (size_t i = 0; commands[i] != NULL; i++) {
		strbuf_addf(out, "\t\t'%s:", commands[i]->name);
		add_zsh_text(out, commands[i]->summary);
		strbuf_addstr(out, "'\n");
	}
	strbuf_addstr(out,
		"\t)\n\t_describe command commands\n}\n\n"
		"_schemac_topics() {\n\t_schemac_commands\n\tcompadd warnings\n}\n\n"
		"_schemac() {\n\tlocal curcontext=$curcontext state line\n\t_arguments -C \\\n");
	add_zsh_table(out, global_option_table);
	strbuf_addstr(out,
		"\t\t'1: :_schemac_commands' '*:: :->rest'\n"
		"\t[[ $state == rest ]] || return\n\tcase $line[1] in\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		add_zsh_command(out, commands[i]);
	strbuf_addstr(out, "\tesac\n}\n\n_schemac \"$@\"\n");
}

/* ------------------------------------------------------------------ fish */

static void
add_fish_text(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, *text);
	}
	strbuf_addch(out, '\'');
}

static void
add_fish_lists(struct strbuf *out)
{
	for (int i = 0; i < LIST_COUNT; i++) {
		strbuf_addf(out, "function __schemac_%s\n", lists[i].name);
		if (lists[i].words != NULL)
			strbuf_addf(out, "\tstring split ' ' '%s'\n", lists[i].words);
		strbuf_addf(out, "\t%s\nend\n\n", lists[i].command);
	}
}

static void
add_fish_option(struct strbuf *out, const struct option *option, const char *condition)
{
	enum values values = values_of_option(option);
	strbuf_addf(out, "complete -c schemac%s", condition);
	if (option->letter != '\0')
		strbuf_addf(out, " -s %c", option->letter);
	if (option->one_dash)
		strbuf_addf(out, " -o %s", option->name);
	else if (option->kind != OPTION_CFLAG)
		strbuf_addf(out, " -l %s", option->name);
	if (has_fixed_words(values)) {
		strbuf_addstr(out, " -x -a '");
		add_fixed_words(out, values, option->argument);
		strbuf_addch(out, '\'');
	} else if (is_list(values)) {
		strbuf_addf(out, " -x -a '(__schemac_%s)'", list_name(values));
	} else if (option->argument != NULL) {
		strbuf_addstr(out, values == VALUES_FILES ? " -r -F" : " -x");
	}
	strbuf_addstr(out, " -d ");
	add_fish_text(out, option->help);
	strbuf_addch(out, '\n');
}

static void
add_fish_operands(struct strbuf *out, const struct command *command, const char *condition)
{
	enum values values = values_of_operands(command);
	if (is_list(values)) {
		strbuf_addf(out, "complete -c schemac%s%s -a '(__schemac_%s)'\n",
			values == VALUES_SCHEMAS ? "" : " -f", condition, list_name(values));
	} else if (has_fixed_words(values)) {
		strbuf_addf(out, "complete -c schemac -f%s -a '", condition);
		add_fixed_words(out, values, command->operands);
		strbuf_addstr(out, "'\n");
	}
}

static void
add_fish_command(struct strbuf *out, const struct command *command)
{
	struct strbuf condition = STRBUF_INIT;
	strbuf_addf(
		out, "complete -c schemac -f -n __fish_use_subcommand -a %s -d ", command->name);
	add_fish_text(out, command->summary);
	strbuf_addf(&condition, " -n '__fish_seen_subcommand_from %s'", command->name);
	strbuf_addch(out, '\n');
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		for (const struct option *option = group->options; option->name != NULL; option++)
			add_fish_option(out, option, condition.buf);
	add_fish_operands(out, command, condition.buf);
	strbuf_release(&condition);
}

void
completion_fish(struct strbuf *out)
{
	strbuf_addstr(out,
		"# fish completion of schemac; printed from its tables of commands and options\n");
	add_fish_lists(out);
	for (const struct option *option = global_option_table; option->name != NULL; option++)
		add_fish_option(out, option, "");
	for (size_t i = 0; commands[i] != NULL; i++)
		add_fish_command(out, commands[i]);
}
