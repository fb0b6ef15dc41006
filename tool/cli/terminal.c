#include "cli/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>

enum {
	DEFAULT_WIDTH = 80,
	LEAST_WIDTH = 20,
	MOST_WIDTH = 1000,
	TEXT_WIDTH = 100, /* longer lines are hard to read */
};

size_t
terminal_width(int descriptor)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	char *end = NULL;
	unsigned long value = columns != NULL ? strtoul(columns, &end, 10) : 0;
	if (columns != NULL && *end == '\0' && value >= LEAST_WIDTH && value <= MOST_WIDTH)
		return value;
	if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= LEAST_WIDTH)
		return size.ws_col;
	return DEFAULT_WIDTH;
}

size_t
terminal_text_width(int descriptor)
{
	const size_t width = terminal_width(descriptor);
	return width < TEXT_WIDTH ? width : TEXT_WIDTH;
}
