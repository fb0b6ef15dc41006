#include "cli/model_options.h"

const struct option model_option_table[] = {
	{"include-path", 'I', false, OPTION_CFLAG, "DIR", offsetof(struct model_options, cflags),
		"a folder to look for headers in"},
	{"define", 'D', false, OPTION_CFLAG, "NAME[=VALUE]", offsetof(struct model_options, cflags),
		"define a macro"},
	{"undefine", 'U', false, OPTION_CFLAG, "NAME", offsetof(struct model_options, cflags),
		"undefine a macro"},
	{"include", '\0', true, OPTION_CFLAG, "FILE", offsetof(struct model_options, cflags),
		"a header to read before the models"},
	{"isystem", '\0', true, OPTION_CFLAG, "DIR", offsetof(struct model_options, cflags),
		"a folder of system headers"},
	{"std", '\0', true, OPTION_CFLAG, "STANDARD", offsetof(struct model_options, cflags),
		"the standard that the compiler is told"},
	{0},
};
