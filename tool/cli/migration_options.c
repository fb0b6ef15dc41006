#include "cli/migration_options.h"

#include "base/json.h"
#include "cli/output.h"

#include <stdio.h>

#define OWN(member) offsetof(struct migration_options, member)

const struct option migration_option_table[] = {
	{"dry-run", '\0', false, OPTION_FLAG, NULL, OWN(dry_run),
		"print the steps without running them"},
	{"allow-unreviewed", '\0', false, OPTION_FLAG, NULL, OWN(allow_unreviewed),
		"also run drafts, to try them on a scratch database"},
	{"sql", '\0', false, OPTION_FLAG, NULL, OWN(sql),
		"print a script for the engine's shell; FROM:TO starts at revision FROM"},
	{"tag", '\0', false, OPTION_TEXT, "TEXT", OWN(tag),
		"record TEXT in schemac_history with each revision of this run"},
	{0},
};

struct migration_settings
migration_options_silent(const struct migration_options *options)
{
	return (struct migration_settings){
		.allow_unreviewed = options->allow_unreviewed, .tag = options->tag};
}

struct migration_settings
migration_options_settings(const struct migration_options *options, struct progress *progress,
	struct invocation *invocation)
{
	struct migration_settings settings = migration_options_silent(options);
	progress_init(progress, invocation->workspace, invocation->global.quiet);
	settings.progress = progress_show;
	settings.progress_data = progress;
	return settings;
}

static const char *
direction_name(const struct schemac_move *move)
{
	return move->direction == SCHEMAC_UP ? "upgrade" : "downgrade";
}

static struct json *
moves_to_json(struct arena *arena, const struct migration *m)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct schemac_move, move, m->plan.moves) {
		const struct schemac_revision *revision = &m->bundle->revisions[move->revision];
		struct json *object = json_new_object(arena);
		json_set(arena, object, "revision", json_new_text(arena, revision->id));
		json_set(arena, object, "direction", json_new_text(arena, direction_name(move)));
		json_set(arena, object, "message", json_new_text(arena, revision->message));
		json_push(arena, list, object);
	}
	return list;
}

void
migration_options_print_moves(const struct migration *m, bool json)
{
	if (json) {
		output_print_json(moves_to_json(&m->workspace->arena, m));
		return;
	}
	VEC_EACH (const struct schemac_move, move, m->plan.moves) {
		const struct schemac_revision *revision = &m->bundle->revisions[move->revision];
		printf("%s %s%s%s\n", direction_name(move), revision->id,
			revision->message != NULL ? " " : "",
			revision->message != NULL ? revision->message : "");
	}
}
