/* Completions for bash, zsh and fish. Ids of revisions are asked from schemac itself. */
#include "man/pages.h"

#include <string.h>

/* The ids, labels and words that stand for revisions. */
static const char list_revisions[] =
	"schemac history -q 2>/dev/null | sed -n 's/.* -> \\([^ ]*\\).*/\\1/p'";
static const char revision_words[] = "head heads base current";

static bool
takes_revisions(const struct command *command)
{
	return strstr(command->operands, "REVISION") != NULL;
}

/* The choices of "a|b|c"; NULL where the argument is none of a few words. */
static const char *
choices_of(const struct option *option)
{
	return option->argument != NULL && strchr(option->argument, '|') != NULL ? option->argument
										 : NULL;
}

static bool
is_revision_option(const struct option *option)
{
	return option->argument != NULL && strcmp(option->argument, "REVISION") == 0;
}

/* Whether files complete its value. */
static bool
is_file_option(const struct option *option)
{
	return option->argument != NULL && (strstr(option->argument, "FILE") != NULL ||
						   strcmp(option->argument, "DIR") == 0);
}

static void
add_dashed(struct strbuf *out, const struct option *option)
{
	if (option->kind == OPTION_CFLAG && option->letter != '\0')
		strbuf_addf(out, "-%c", option->letter);
	else
		strbuf_addf(out, "%s%s", option->one_dash ? "-" : "--", option->name);
}

/* a|b as "a b". */
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

/* ------------------------------------------------------------------ bash */

static void
add_bash_values(struct strbuf *out, const struct option *options)
{
	for (; options->name != NULL; options++) {
		if (options->argument == NULL)
			continue;
		strbuf_addf(out, "\t--%s", options->name);
		if (options->letter != '\0' && options->kind != OPTION_CFLAG)
			strbuf_addf(out, " | -%c", options->letter);
		strbuf_addstr(out, ")\n\t\t");
		if (choices_of(options) != NULL) {
			strbuf_addstr(out, "COMPREPLY=($(compgen -W '");
			add_choices(out, options->argument);
			strbuf_addstr(out, "' -- \"$word\"))");
		} else if (is_revision_option(options)) {
			strbuf_addstr(out,
				"COMPREPLY=($(compgen -W \"$(_schemac_revisions)\" -- \"$word\"))");
		} else if (is_file_option(options)) {
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
	strbuf_addf(out, "\t%s) options='", command->name);
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		add_table_words(out, group->options);
	strbuf_addf(out, "'%s ;;\n", takes_revisions(command) ? " revisions=1" : "");
}

/* Each option's value once, though several commands have it. */
static void
add_bash_option_values(struct strbuf *out)
{
	strbuf_addstr(out, "_schemac_value() {\n\tlocal word=$2\n\tcase $1 in\n");
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
	strbuf_addf(out,
		"# bash completion of schemac; written from its tables of commands and options\n"
		"_schemac_revisions() {\n\techo %s\n\t%s\n}\n\n"
		"_schemac_files() { # names may have blanks\n"
		"\tmapfile -t COMPREPLY < <(compgen -f -- \"$1\")\n}\n\n",
		revision_words, list_revisions);
	add_bash_option_values(out);
	strbuf_addstr(out,
		"_schemac() {\n"
		"\tlocal word=${COMP_WORDS[COMP_CWORD]} command= options= revisions= i option\n"
		"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		"\t\tcase ${COMP_WORDS[i]} in\n"
		"\t\t-c | -n | -C | -x | -W | -f) i=$((i + 1)) ;;\n"
		"\t\t-* | =) ;;\n"
		"\t\t*) [ \"${COMP_WORDS[i-1]}\" = = ] || { command=${COMP_WORDS[i]}; break; } ;;\n"
		"\t\tesac\n\tdone\n"
		"\toption=${COMP_WORDS[COMP_CWORD-1]}\n"
		"\tif [ \"$word\" = = ]; then word=\n"
		"\telif [ \"$option\" = = ]; then option=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
		"\t_schemac_value \"$option\" \"$word\" \"$command\" && return\n"
		"\tcase $command in\n");
	strbuf_addstr(out, "\t'')\n\t\toptions='");
	add_command_names(out);
	strbuf_addstr(out, "' ;;\n\thelp) options='");
	add_command_names(out);
	strbuf_addstr(out, "' ;;\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, "help") != 0)
			add_bash_command(out, commands[i]);
	strbuf_addstr(out, "\tesac\n\tcase $word in\n\t-*) options+='");
	add_table_words(out, global_option_table);
	strbuf_addstr(out,
		"' ;;\n\t*)\n"
		"\t\t[ -z \"$revisions\" ] || options=$(_schemac_revisions)\n"
		"\t\t[ -n \"$revisions\" ] || [ -z \"$command\" ] || [ \"$command\" = help ] || {\n"
		"\t\t\t_schemac_files \"$word\"\n\t\t\treturn\n\t\t}\n"
		"\t\t;;\n\tesac\n"
		"\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n}\n\n"
		"complete -o filenames -F _schemac schemac\n");
}

/* ------------------------------------------------------------------ zsh */

/* Within '…' of an _arguments specification: brackets and colons end what they stand in. */
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

/* What completes the value: ":WHAT:ACTION"; nothing where there is none. */
static void
add_zsh_value(struct strbuf *out, const struct option *option)
{
	if (option->argument == NULL)
		return;
	strbuf_addch(out, ':');
	add_zsh_text(out, option->argument);
	strbuf_addch(out, ':');
	if (choices_of(option) != NULL) {
		strbuf_addch(out, '(');
		add_choices(out, option->argument);
		strbuf_addch(out, ')');
	} else if (is_revision_option(option)) {
		strbuf_addstr(out, "_schemac_revisions");
	} else if (is_file_option(option)) {
		strbuf_addstr(out, "_files");
	}
}

static void
add_zsh_meaning(struct strbuf *out, const struct option *option)
{
	strbuf_addch(out, '[');
	add_zsh_text(out, option->help);
	strbuf_addch(out, ']');
	add_zsh_value(out, option);
	strbuf_addstr(out, "' \\\n");
}

/* By its name, and by its letter. */
static void
add_zsh_option(struct strbuf *out, const struct option *option)
{
	const char *star = option->kind == OPTION_FLAG || option->kind == OPTION_TEXT ? "" : "*";
	bool has_value = option->argument != NULL && option->kind != OPTION_CFLAG;
	strbuf_addf(out, "\t\t'%s", star);
	add_dashed(out, option);
	if (has_value && !option->one_dash)
		strbuf_addch(out, '=');
	add_zsh_meaning(out, option);
	if (option->letter == '\0' || option->kind == OPTION_CFLAG)
		return;
	strbuf_addf(out, "\t\t'%s-%c%s", star, option->letter, has_value ? "+" : "");
	add_zsh_meaning(out, option);
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
	strbuf_addf(out, "\t%s)\n\t\t_arguments \\\n", command->name);
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		add_zsh_table(out, group->options);
	add_zsh_table(out, global_option_table);
	strbuf_addf(out, "\t\t'*: :%s'\n\t\t;;\n",
		strcmp(command->name, "help") == 0 ? "_schemac_commands"
		: takes_revisions(command)	   ? "_schemac_revisions"
						   : "_files");
}

void
completion_zsh(struct strbuf *out)
{
	strbuf_addf(out,
		"#compdef schemac\n"
		"# zsh completion of schemac; written from its tables of commands and options\n"
		"_schemac_revisions() {\n\tlocal -a revisions\n"
		"\trevisions=(%s ${(f)\"$(%s)\"})\n\tcompadd -a revisions\n}\n\n"
		"_schemac_commands() {\n\tlocal -a commands\n\tcommands=(\n",
		revision_words, list_revisions);
	for (size_t i = 0; commands[i] != NULL; i++) {
		strbuf_addf(out, "\t\t'%s:", commands[i]->name);
		add_zsh_text(out, commands[i]->summary);
		strbuf_addstr(out, "'\n");
	}
	strbuf_addstr(out,
		"\t)\n\t_describe command commands\n}\n\n"
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
add_fish_option(struct strbuf *out, const struct option *option, const char *condition)
{
	strbuf_addf(out, "complete -c schemac%s", condition);
	if (option->letter != '\0')
		strbuf_addf(out, " -s %c", option->letter);
	if (option->one_dash)
		strbuf_addf(out, " -o %s", option->name);
	else if (option->kind != OPTION_CFLAG)
		strbuf_addf(out, " -l %s", option->name);
	if (choices_of(option) != NULL) {
		strbuf_addstr(out, " -x -a '");
		add_choices(out, option->argument);
		strbuf_addch(out, '\'');
	} else if (is_revision_option(option)) {
		strbuf_addstr(out, " -x -a '(__schemac_revisions)'");
	} else if (option->argument != NULL) {
		strbuf_addstr(out, is_file_option(option) ? " -r -F" : " -x");
	}
	strbuf_addstr(out, " -d ");
	add_fish_text(out, option->help);
	strbuf_addch(out, '\n');
}

static void
add_fish_command(struct strbuf *out, const struct command *command)
{
	struct strbuf condition = STRBUF_INIT;
	strbuf_addf(out, "complete -c schemac -f -n __fish_use_subcommand -a %s -d ", command->name);
	add_fish_text(out, command->summary);
	strbuf_addf(&condition, " -n '__fish_seen_subcommand_from %s'", command->name);
	strbuf_addch(out, '\n');
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		for (const struct option *option = group->options; option->name != NULL; option++)
			add_fish_option(out, option, condition.buf);
	if (takes_revisions(command))
		strbuf_addf(out, "complete -c schemac -f%s -a '(__schemac_revisions)'\n",
			condition.buf);
	if (strcmp(command->name, "help") == 0) {
		strbuf_addf(out, "complete -c schemac -f%s -a '", condition.buf);
		add_command_names(out);
		strbuf_addstr(out, "'\n");
	}
	strbuf_release(&condition);
}

void
completion_fish(struct strbuf *out)
{
	strbuf_addf(out,
		"# fish completion of schemac; written from its tables of commands and options\n"
		"function __schemac_revisions\n\tstring split ' ' '%s'\n\t%s\nend\n\n",
		revision_words, list_revisions);
	for (const struct option *option = global_option_table; option->name != NULL; option++)
		add_fish_option(out, option, "");
	for (size_t i = 0; commands[i] != NULL; i++)
		add_fish_command(out, commands[i]);
}
