/*
 * revision: writes a new revision, either empty or with the changes in the models.
 */
#include "cli/model_options.h"
#include "draft/autogenerate.h"
#include "draft/decide.h"
#include "draft/draft_empty.h"
#include "draft/required_column.h"
#include "schema/schema.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct revision_options {
	struct model_options models;
	struct draft_options draft;
	bool autogenerate, dry_run, sql;
};

static const struct option own_options[] = {
	{"message", 'm', false, OPTION_TEXT, "TEXT",
		offsetof(struct revision_options, draft.message),
		"the message; the default describes the changes"},
	{"autogenerate", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct revision_options, autogenerate),
		"fill the revision with the changes in the models"},
	{"head", '\0', false, OPTION_TEXT, "REVISION",
		offsetof(struct revision_options, draft.head),
		"the revision to follow; base starts a separate line"},
	{"splice", '\0', false, OPTION_FLAG, NULL, offsetof(struct revision_options, draft.splice),
		"allow --head to name a revision that is not a head"},
	{"branch-label", '\0', false, OPTION_TEXT, "LABEL",
		offsetof(struct revision_options, draft.label),
		"label the branch that starts here"},
	{"depends-on", '\0', false, OPTION_LIST, "REVISION",
		offsetof(struct revision_options, draft.depends_on),
		"a revision on a different branch that must be applied first"},
	{"rev-id", '\0', false, OPTION_TEXT, "ID", offsetof(struct revision_options, draft.id),
		"the id; the default is derived from parents and changes"},
	{"version-path", '\0', false, OPTION_TEXT, "DIR",
		offsetof(struct revision_options, draft.folder),
		"the version location to write to; the default is the first"},
	{"hints", '\0', false, OPTION_TEXT, "FILE", offsetof(struct revision_options, draft.hints),
		"read hints about renames, drops and constants from FILE; see schemac-revision(5)"},
	{"renumber", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct revision_options, draft.renumber),
		"constants have new values: write an UPDATE of the rows"},
	{"keep-rows", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct revision_options, draft.keep_rows),
		"constants have new values: leave the rows as they are"},
	{"record-constants", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct revision_options, draft.record),
		"write a revision even if constants are the only news"},
	{"dry-run", '\0', false, OPTION_FLAG, NULL, offsetof(struct revision_options, dry_run),
		"print the revision file and write nothing"},
	{"sql", '\0', false, OPTION_FLAG, NULL, offsetof(struct revision_options, sql),
		"print the SQL of the upgrade and write nothing"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct revision_options, models)},
	{0},
};

/*
 * Prints the upgrade sections. A comment with the dialect's name precedes a section for one
 * dialect.
 */
static int
print_sql(struct workspace *workspace, const char *text)
{
	struct dialects dialects = {0};
	struct script script;
	const struct section *shown = NULL;
	if (dialects_select(workspace, &dialects) != 0 ||
		script_parse(&workspace->arena, &script, "the revision", text, strlen(text),
			&workspace->diagnostics) != 0)
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
print_text(struct workspace *workspace, const struct revision_options *options, const char *text)
{
	if (options->sql)
		return print_sql(workspace, text);
	fputs(text, stdout);
	return 0;
}

static void
print_path(const struct invocation *invocation, const char *path)
{
	if (!invocation->global.quiet)
		printf("%s\n", path);
}

static int
print_drafts(struct invocation *invocation, const struct decision *decision)
{
	const struct revision_options *options = invocation->options;
	for (size_t i = 0; i < decision->count; i++) {
		const struct planned_draft *draft = &decision->drafts[i];
		if (options->dry_run &&
			print_text(invocation->workspace, options, draft->text) != 0)
			return -1;
		if (!options->dry_run && draft->sql_path != NULL)
			print_path(invocation, draft->sql_path);
	}
	return 0;
}

static int
run_autogenerate(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct revision_options *options = invocation->options;
	struct schema *models;
	struct autogeneration generation;
	options->models.files = invocation->operands;
	if (models_read(workspace, &options->models, &models, NULL) != 0 ||
		autogenerate(workspace, &generation, models, &options->draft) != 0)
		return -1;
	if (diag_errors(&workspace->diagnostics) > 0)
		return -1;
	if (!schema_changes_any(&generation.found.changes)) {
		if (!invocation->global.quiet)
			puts("nothing to write: models and revisions agree");
		return 0;
	}
	int result = print_drafts(invocation, &generation.decision);
	required_column_report(workspace, &generation.found);
	return result;
}

static int
write_empty(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct revision_options *options = invocation->options;
	struct planned_draft draft;
	if (invocation->operands.len > 0) {
		diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"unexpected argument '%s': models are read only with --autogenerate",
			invocation->operands.items[0]);
		diag_note(&workspace->diagnostics, (struct location){0},
			"give the message with -m \"TEXT\"");
		return -1;
	}
	if (draft_empty_write(workspace, &draft, &options->draft) != 0)
		return -1;
	if (options->dry_run)
		return print_text(workspace, options, draft.text);
	print_path(invocation, draft.sql_path);
	return 0;
}

static int
run(struct invocation *invocation)
{
	struct revision_options *options = invocation->options;
	options->dry_run |= options->sql;
	if (options->draft.renumber && options->draft.keep_rows)
		return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE,
			(struct location){0}, "--renumber and --keep-rows contradict each other");
	options->draft.write = !options->dry_run;
	if (invocation->command->alias_of != NULL)
		options->autogenerate = true;
	if (options->draft.write &&
		command_check_frozen(invocation, "write a revision", "; --dry-run prints it") != 0)
		return -1;
	return options->autogenerate ? run_autogenerate(invocation) : write_empty(invocation);
}

const struct command command_revision = {
	.name = "revision",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "write a new revision",
	.details =
		"Writes a revision file and its snapshot into versions/ and prints its path. "
		"Without --autogenerate the revision is empty and must be filled in by hand.\n\n"
		"With --autogenerate it contains the changes that lead from the revisions to the "
		"models, and the downgrade that undoes them. If there are no changes, nothing is "
		"written. Statements that cannot run in a transaction, such as CREATE INDEX "
		"CONCURRENTLY, are written to a second revision that follows the first.\n\n"
		"A revision is a draft until it is reviewed with `schemac review`.",
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
	.summary = "alias of revision --autogenerate",
	.details =
		"Writes a revision with the changes that lead from the revisions to the models. "
		"It is the same as `schemac revision --autogenerate`.",
	.groups = groups,
	.size = sizeof(struct revision_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
