#include "cmd/commands.h"

#define COMMANDS(COMMAND)                                                                          \
	COMMAND(init)                                                                              \
	COMMAND(compile)                                                                           \
	COMMAND(check)                                                                             \
	COMMAND(revision)                                                                          \
	COMMAND(makemigrations)                                                                    \
	COMMAND(review)                                                                            \
	COMMAND(upgrade)                                                                           \
	COMMAND(migrate)                                                                           \
	COMMAND(downgrade)                                                                         \
	COMMAND(stamp)                                                                             \
	COMMAND(ensure_version)                                                                    \
	COMMAND(current)                                                                           \
	COMMAND(heads)                                                                             \
	COMMAND(branches)                                                                          \
	COMMAND(history)                                                                           \
	COMMAND(show)                                                                              \
	COMMAND(edit)                                                                              \
	COMMAND(merge)                                                                             \
	COMMAND(rebase)                                                                            \
	COMMAND(merge_driver)                                                                      \
	COMMAND(status)                                                                            \
	COMMAND(inspect)                                                                           \
	COMMAND(diff)                                                                              \
	COMMAND(verify)                                                                            \
	COMMAND(embed)                                                                             \
	COMMAND(list_hooks)                                                                        \
	COMMAND(print_mk)                                                                          \
	COMMAND(help)

#define COMMAND(name) extern const struct command command_##name;
COMMANDS(COMMAND)
#undef COMMAND

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
	COMMANDS(COMMAND)
#undef COMMAND
	NULL,
};
