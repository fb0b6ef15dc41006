/*
 * revision: a new revision, from the models' changes or empty for a hand-written one.
 */
#include "draft/autogenerate.h"
#include "rev/file/draft.h"
#include "rev/file/id.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct revision_options {
	struct model_options models;
	struct generate_options generate;
	bool autogenerate, dry_run, sql;
};

static const struct option own_options[] = {
	{"message", 'm', false, OPTION_TEXT, "TEXT",
		offsetof(struct revision_options, generate.message),
		"what the revision is about; made up from the changes if not given"},
	{"autogenerate", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct revision_options, autogenerate),
		"fill it with what the models say and the revisions do not"},
	{"head", '\0', false, OPTION_TEXT, "REVISION",
		offsetof(struct revision_options, generate.head),
		"the revision it follows; base starts a line of its own"},
	{"splice", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct revision_options, generate.splice),
		"it may follow a revision that is no head"},
	{"branch-label", '\0', false, OPTION_TEXT, "LABEL",
		offsetof(struct revision_options, generate.label), "name the branch that starts here"},
	{"depends-on", '\0', false, OPTION_LIST, "REVISION",
		offsetof(struct revision_options, generate.depends_on),
		"a revision of another branch that must be applied before"},
	{"rev-id", '\0', false, OPTION_TEXT, "ID", offsetof(struct revision_options, generate.id),
		"its id, instead of one that follows from parents and changes"},
	{"version-path", '\0', false, OPTION_TEXT, "DIR",
		offsetof(struct revision_options, generate.folder),
		"the version location it goes to, instead of the first"},
	{"hints", '\0', false, OPTION_TEXT, "FILE",
		offsetof(struct revision_options, generate.hints),
		"answers: what was renamed, and what was not"},
	{"dry-run", '\0', false, OPTION_FLAG, NULL, offsetof(struct revision_options, dry_run),
		"print the revision file and write nothing"},
	{"sql", '\0', false, OPTION_FLAG, NULL, offsetof(struct revision_options, sql),
		"print the SQL of its upgrade and write nothing"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct revision_options, models)},
	{0},
};

static void
say(const struct context *context, const char *path)
{
	if (!context->global.quiet)
		printf("%s\n", path);
}

/* The upgrade's sections, each dialect's under its own name where they differ. */
static int
print_sql(struct context *context, const char *text)
{
	struct project_dialects dialects = {0};
	struct script script;
	const struct section *shown = NULL;
	if (project_dialects(context, &dialects) != 0 ||
		script_parse(&context->arena, &script, "the revision", text, strlen(text),
			&context->diagnostics) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++) {
		const struct section *section =
			script_section(&script, SCHEMAC_UP, dialects.items[i]->id);
		if (section == NULL || section == shown)
			continue;
		if (section->dialect != DIALECT_COUNT && dialects.len > 1)
			printf("-- %s\n", dialect_name(section->dialect));
		fwrite(section->text, 1, section->length, stdout);
		putchar('\n');
		shown = section;
	}
	return 0;
}

static int
print_text(struct context *context, const struct revision_options *options, const char *text)
{
	if (options->sql)
		return print_sql(context, text);
	fputs(text, stdout);
	return 0;
}

static int
autogenerate(struct context *context, struct revision_options *options)
{
	struct schema *models;
	struct generation generation = {0};
	if (project_models(context, &options->models, &models, NULL) != 0 ||
		generate(context, &generation, models, &options->generate) != 0)
		return -1;
	if (diag_errors(&context->diagnostics) > 0)
		return -1;
	if (!generation.changed) {
		if (!context->global.quiet)
			puts("the models say what the revisions say: there is nothing to write");
		return 0;
	}
	int result = 0;
	for (const struct generation *g = &generation; g != NULL && result == 0; g = g->next)
		if (options->dry_run)
			result = print_text(context, options, g->text);
		else if (g->sql_path != NULL)
			say(context, g->sql_path);
	generate_report_required(context, &generation);
	return result;
}

static int
write_empty(struct context *context, struct revision_options *options)
{
	struct generation generation = {0};
	if (context->operands.len > 0) {
		diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"models are read with --autogenerate only");
		diag_note(&context->diagnostics, (struct location){0},
			"what the revision is about is said by -m \"TEXT\"");
		return -1;
	}
	if (generate_empty(context, &generation, &options->generate) != 0)
		return -1;
	if (options->dry_run)
		return print_text(context, options, generation.text);
	say(context, generation.sql_path);
	return 0;
}

static int
run(struct context *context)
{
	struct revision_options *options = context->options;
	options->dry_run |= options->sql;
	options->generate.write = !options->dry_run;
	if (context->command->alias_of != NULL)
		options->autogenerate = true;
	if (options->generate.write && project_is_frozen(context))
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"no revision is written with --frozen, or with CI set in the environment; --dry-run prints it");
	return options->autogenerate ? autogenerate(context, options)
				     : write_empty(context, options);
}

const struct command command_revision = {
	.name = "revision",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "write a new revision",
	.details =
		"Writes a revision file and its snapshot into versions/ and prints its path. With --autogenerate it holds what turns the schema of the revisions into that of the models, with the way back; without changes nothing is written. What no transaction can hold, such as an index made CONCURRENTLY, gets a second revision behind it. Otherwise it is empty, to be filled in by hand. A revision is a draft until `schemac review`.",
	.groups = groups,
	.size = sizeof(struct revision_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};

const struct command command_makemigrations = {
	.name = "makemigrations",
	.alias_of = "revision",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "the same as revision --autogenerate",
	.details = "Writes a revision with what the models say and the revisions do not: the same as `schemac revision --autogenerate`.",
	.groups = groups,
	.size = sizeof(struct revision_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
