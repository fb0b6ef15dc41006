/*
 * list-hooks: lists the hooks that run after a revision has been written.
 */
#include "cli/command.h"
#include "cli/output.h"

#include <stdio.h>

static struct json *
hook_to_json(struct arena *arena, const struct config_hook *hook)
{
	struct json *object = json_new_object(arena), *options = json_new_list(arena);
	VEC_EACH (const char *, option, hook->options)
		json_push(arena, options, json_new_text(arena, *option));
	json_set(arena, object, "name", json_new_text(arena, hook->name));
	json_set(arena, object, "type",
		json_new_text(arena, hook->type == CONFIG_HOOK_EXEC ? "exec" : "plugin"));
	json_set(arena, object, "entrypoint", json_new_text(arena, hook->entrypoint));
	json_set(arena, object, "options", options);
	json_set(arena, object, "cwd", json_new_text(arena, hook->cwd));
	return object;
}

static void
print_hook(const struct config_hook *hook)
{
	printf("%s: %s%s", hook->name, hook->type == CONFIG_HOOK_PLUGIN ? "plugin " : "",
		hook->entrypoint);
	VEC_EACH (const char *, option, hook->options)
		printf(" %s", *option);
	if (hook->cwd != NULL)
		printf(" (in %s)", hook->cwd);
	putchar('\n');
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct json *list = json_new_list(&workspace->arena);
	VEC_EACH (const struct config_hook, hook, workspace->config.hooks)
		if (invocation->json)
			json_push(&workspace->arena, list, hook_to_json(&workspace->arena, hook));
		else
			print_hook(hook);
	if (invocation->json)
		output_print_json(list);
	return 0;
}

const struct command command_list_hooks = {
	.name = "list-hooks",
	.operands = "",
	.summary = "list the post-write hooks",
	.details =
		"Lists the hooks of [post_write_hooks] in the order in which they run. Each hook "
		"runs on the SQL file of every revision that schemac writes.",
	.needs_config = true,
	.run = run,
};
