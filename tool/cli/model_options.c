#include "cli/model_options.h"

const struct option model_option_table[] = {
	{"include-path", 'I', false, OPTION_CFLAG, "DIR", offsetof(struct model_options, cflags),
		"search DIR for headers"},
	{"define", 'D', false, OPTION_CFLAG, "NAME[=VALUE]", offsetof(struct model_options, cflags),
		"define a macro"},
	{"undefine", 'U', false, OPTION_CFLAG, "NAME", offsetof(struct model_options, cflags),
		"undefine a macro"},
	{"include", '\0', true, OPTION_CFLAG, "FILE", offsetof(struct model_options, cflags),
		"read FILE before the models"},
	{"isystem", '\0', true, OPTION_CFLAG, "DIR", offsetof(struct model_options, cflags),
		"search DIR for system headers"},
	{"std", '\0', true, OPTION_CFLAG, "STANDARD", offsetof(struct model_options, cflags),
		"set the language standard of the models"},
	{0},
};
