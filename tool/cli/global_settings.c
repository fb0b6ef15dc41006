#include "cli/global_settings.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const format_names[] = {
	[DIAG_TEXT] = "text",
	[DIAG_JSON] = "json",
	[DIAG_SARIF] = "sarif",
	[DIAG_GITHUB] = "github",
	[DIAG_MSVC] = "msvc",
};

static int
report_value(struct invocation *invocation, const char *option, const char *value,
	const char *expected)
{
	return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"invalid value '%s' for %s: expected %s", value, option, expected);
}

static int
choose_diagnostics_format(struct invocation *invocation)
{
	const char *name = invocation->global.diagnostics_format;
	const size_t count = sizeof(format_names) / sizeof(*format_names);
	size_t format = 0;
	if (name == NULL)
		return 0;
	while (format < count && strcmp(format_names[format], name) != 0)
		format++;
	if (format == count)
		return report_value(invocation, "--diagnostics-format", name,
			"text, json, sarif, github or msvc");
	invocation->diagnostics_format = (enum diag_format)format;
	return 0;
}

static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value != NULL && *value != '\0';
}

/* https://no-color.org and https://bixense.com/clicolors; --color overrides the variables. */
static int
choose_colour(struct invocation *invocation)
{
	const char *wanted = invocation->global.colour != NULL ? invocation->global.colour : "auto";
	if (strcmp(wanted, "auto") == 0)
		invocation->colour = !is_set("NO_COLOR") &&
				     (is_set("CLICOLOR_FORCE") || isatty(STDERR_FILENO));
	else if (strcmp(wanted, "always") == 0 || strcmp(wanted, "never") == 0)
		invocation->colour = *wanted == 'a';
	else
		return report_value(invocation, "--color", wanted, "auto, always or never");
	return 0;
}

static int
choose_format(struct invocation *invocation)
{
	const char *format = invocation->global.format;
	if (format == NULL || strcmp(format, "text") == 0)
		return 0;
	if (strcmp(format, "json") != 0)
		return report_value(invocation, "--format", format, "text or json");
	invocation->json = true;
	return 0;
}

static int
read_limits(struct invocation *invocation)
{
	VEC_EACH (const char *, limit, invocation->global.limits) {
		const char *number = *limit + strlen("max-errors=");
		char *end;
		if (!text_starts_with(*limit, "max-errors="))
			return report_value(invocation, "-f", *limit, "-fmax-errors=N");
		unsigned long value = strtoul(number, &end, 10);
		if (!char_is_digit(*number) || *end != '\0' || value > 1000000)
			return report_value(
				invocation, "-fmax-errors", number, "a number up to 1000000");
		invocation->workspace->diagnostics.max_errors = (unsigned)value;
	}
	return 0;
}

int
global_settings_read(struct invocation *invocation)
{
	if (choose_colour(invocation) != 0 || choose_diagnostics_format(invocation) != 0 ||
		choose_format(invocation) != 0)
		return -1;
	return read_limits(invocation);
}

int
global_settings_read_warnings(struct invocation *invocation)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	VEC_EACH (const char *, option, invocation->global.warnings) {
		const char *nearest;
		if (diag_option(diagnostics, *option, &nearest) == 0)
			continue;
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0}, "-W%s: no such warning",
			*option);
		diag_suggest(diagnostics, nearest);
		diag_note(diagnostics, (struct location){0},
			"`schemac help warnings` lists the ids");
		return -1;
	}
	return 0;
}
