#include "runtime/stored_script.h"

#include <stdint.h>
#include <string.h>

static const char head[] = "-- schemac: ";

static const char *const step_names[] = {
	[SCHEMAC_STEP_SQL] = "sql",
	[SCHEMAC_STEP_CALL] = "call",
	[SCHEMAC_STEP_REBUILD] = "rebuild",
	[SCHEMAC_STEP_REBUILD_END] = "end-rebuild",
	[SCHEMAC_STEP_EXPECT_NO_ROWS] = "expect-no-rows",
	[SCHEMAC_STEP_KEEP] = "keep",
	[SCHEMAC_STEP_KEEP_END] = "keep-end",
};
enum { STEP_KINDS = sizeof(step_names) / sizeof(*step_names) };

static void
print_record(struct text *text, const char *kind, size_t line, const char *body)
{
	size_t length = strlen(body);
	scrt_text_puts(text, head);
	scrt_text_puts(text, kind);
	scrt_text_add(text, " ", 1);
	scrt_text_number(text, line);
	scrt_text_add(text, " ", 1);
	scrt_text_number(text, length);
	scrt_text_add(text, "\n", 1);
	scrt_text_add(text, body, length);
	scrt_text_add(text, "\n", 1);
}

char *
scrt_stored_script_print(struct session *session, const struct schemac_script *script)
{
	struct text text = {.pool = &session->pool};
	scrt_text_puts(&text, "");
	if (script->no_transaction)
		print_record(&text, "no-transaction", 0, "");
	for (size_t i = 0; i < script->step_count; i++) {
		const struct schemac_step *step = &script->steps[i];
		print_record(&text, step_names[step->kind], step->line, step->text);
		for (const char *const *name = step->columns; name && *name; name++)
			print_record(&text, "column", step->line, *name);
	}
	if (text.failed) {
		scrt_no_memory(session);
		return NULL;
	}
	return text.data;
}

struct stored_record {
	const char *kind;
	size_t kind_length;
	size_t line;
	const char *body;
	size_t length;
};

static bool
parse_number(const char **at, size_t *number, char end)
{
	const char *digit = *at;
	*number = 0;
	for (; *digit >= '0' && *digit <= '9'; digit++) {
		if (*number > (UINT32_MAX - 9) / 10)
			return false;
		*number = *number * 10 + (size_t)(*digit - '0');
	}
	if (digit == *at || *digit != end)
		return false;
	*at = digit + 1;
	return true;
}

/* head KIND ' ' LINE ' ' LENGTH '\n' BODY '\n' */
static bool
parse_record(const char **at, const char *end, struct stored_record *record)
{
	if (strncmp(*at, head, sizeof(head) - 1) != 0)
		return false;
	record->kind = *at + sizeof(head) - 1;
	record->kind_length = strcspn(record->kind, " \n");
	*at = record->kind + record->kind_length;
	if (*(*at)++ != ' ')
		return false;
	if (!parse_number(at, &record->line, ' ') || !parse_number(at, &record->length, '\n'))
		return false;
	if (record->length >= (size_t)(end - *at) || (*at)[record->length] != '\n')
		return false;
	record->body = *at;
	*at += record->length + 1;
	return true;
}

static bool
is_kind(const struct stored_record *record, const char *kind)
{
	return strlen(kind) == record->kind_length &&
	       memcmp(kind, record->kind, record->kind_length) == 0;
}

/* The script being parsed, with room for one step and one column per record. */
struct script_parser {
	struct schemac_script *script;
	struct schemac_step *steps;
	const char **columns; /* of all rebuilds; each list is NULL-terminated */
	size_t column_count;
};

/* Adds a record to the script. Returns 0, 1 if the record is invalid, or -1 with the error set. */
static int
take_record(
	struct session *session, struct script_parser *parser, const struct stored_record *record)
{
	struct schemac_script *script = parser->script;
	if (is_kind(record, "no-transaction")) {
		script->no_transaction = true;
		return 0;
	}
	char *body = scrt_copy(session, record->body, record->length);
	if (!body)
		return -1;
	if (is_kind(record, "column")) {
		if (!script->step_count || !parser->steps[script->step_count - 1].columns)
			return 1;
		parser->columns[parser->column_count - 1] = body;
		parser->columns[parser->column_count++] = NULL;
		return 0;
	}
	int kind = 0;
	while (kind < STEP_KINDS && !is_kind(record, step_names[kind]))
		kind++;
	if (kind == STEP_KINDS)
		return 1;
	struct schemac_step *step = &parser->steps[script->step_count++];
	step->kind = (enum schemac_step_kind)kind;
	step->text = body;
	step->line = (unsigned)record->line;
	if (kind == SCHEMAC_STEP_REBUILD) {
		step->columns = &parser->columns[parser->column_count];
		parser->columns[parser->column_count++] = NULL;
	}
	return 0;
}

static size_t
count_heads(const char *text)
{
	size_t count = 0;
	while ((text = strstr(text, head))) {
		count++;
		text++;
	}
	return count;
}

int
scrt_stored_script_parse(struct session *session, struct schemac_script *script, const char *text)
{
	size_t most = count_heads(text);
	struct script_parser parser = {.script = script};
	memset(script, 0, sizeof(*script));
	parser.steps = scrt_alloc(session, most, sizeof(*parser.steps));
	parser.columns = scrt_alloc(session, most + 1, sizeof(*parser.columns));
	if (!parser.steps || !parser.columns)
		return -1;
	const char *end = text + strlen(text);
	for (const char *at = text; at < end;) {
		struct stored_record record;
		int bad = !parse_record(&at, end, &record);
		if (!bad)
			bad = take_record(session, &parser, &record);
		if (bad < 0)
			return -1;
		if (bad)
			return scrt_fail(session, SCHEMAC_ERROR_STATE,
				"the downgrade script in schemac_history was edited and cannot be read");
	}
	script->steps = parser.steps;
	script->present = true;
	return 0;
}
