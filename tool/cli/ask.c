#include "cli/ask.h"

#include "base/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool
ask_is_possible(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool
ask(const char *question)
{
	char answer[16];
	printf("%s [y/N] ", question);
	fflush(stdout);
	return fgets(answer, sizeof(answer), stdin) != NULL &&
	       (answer[0] == 'y' || answer[0] == 'Y');
}

static bool
fits(const char *text, size_t length)
{
	struct winsize window;
	size_t lines = 0;
	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_row == 0 ||
	       lines + 2 < window.ws_row;
}

static bool
page(const char *text, size_t length)
{
	const char *pager = getenv("PAGER");
	if (pager == NULL || *pager == '\0')
		pager = "less -FRX";
	const char *const argv[] = {"/bin/sh", "-c", pager, NULL};
	struct process process = {.argv = argv, .input = text, .input_length = length};
	fflush(stdout);
	return process_run(&process) == 0 && process.status == 0;
}

void
ask_show(const char *text, size_t length)
{
	if (!ask_is_possible() || fits(text, length) || !page(text, length))
		fwrite(text, 1, length, stdout);
}
