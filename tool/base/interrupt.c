#include "base/interrupt.h"

#include <signal.h>
#include <stddef.h>

/* The only mutable global variable: a signal handler cannot access anything else. */
static volatile sig_atomic_t seen;

static void
note(int number)
{
	seen = number;
}

void
interrupt_catch(void)
{
	struct sigaction action = {.sa_handler = note};
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

int
interrupt_seen(void)
{
	return seen;
}

int
interrupt_asked(void *unused)
{
	(void)unused;
	return interrupt_seen();
}
