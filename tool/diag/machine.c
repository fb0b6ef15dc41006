/*
 * machine: diagnostics for programs. json is a list of objects, sarif is SARIF 2.1.0 (OASIS).
 * github prints the commands described in "Workflow commands for GitHub Actions". msvc is the
 * format that MSBuild reads: file(line,column): error id: text.
 *
 * Columns of json are bytes, as in the text format. Columns of the other formats are UTF-16 code
 * units: sarif declares them (columnKind), and the readers of the others count in them.
 */
#include "base/json_print.h"
#include "diag/machine.h"

#include "base/json.h"
#include "diag/excerpt.h"

#include <string.h>

VEC_STRUCT(shown, const struct diagnostic *);

static struct json *
place_to_json(struct arena *arena, const struct location *at)
{
	struct json *place = json_new_object(arena);
	json_set_text(arena, place, "file", at->file);
	if (at->file != NULL && at->line > 0)
		json_set(arena, place, "line", json_new_number(arena, at->line));
	if (at->file != NULL && at->column > 0) {
		json_set(arena, place, "column", json_new_number(arena, at->column));
		json_set(arena, place, "length", json_new_number(arena, at->length));
	}
	return place;
}

static struct json *
placed_text(struct arena *arena, const struct location *at, const char *key, const char *text)
{
	struct json *object = json_new_object(arena);
	json_set(arena, object, "location", place_to_json(arena, at));
	json_set_text(arena, object, key, text);
	return object;
}

static struct json *
to_json(struct arena *arena, const struct diagnostic *diagnostic)
{
	struct json *object =
		placed_text(arena, &diagnostic->at, "message", diagnostic->message);
	json_set_text(arena, object, "id", diag_kind(diagnostic->id)->id);
	json_set_text(arena, object, "severity", diag_severity_name(diagnostic->severity));
	struct json *notes = json_new_list(arena);
	VEC_EACH (const struct diag_note, note, diagnostic->notes)
		json_push(arena, notes, placed_text(arena, &note->at, "message", note->text));
	json_set(arena, object, "notes", notes);
	struct json *fixits = json_new_list(arena);
	VEC_EACH (const struct diag_fixit, fixit, diagnostic->fixits)
		json_push(
			arena, fixits, placed_text(arena, &fixit->at, "replacement", fixit->text));
	json_set(arena, object, "fixits", fixits);
	return object;
}

static void
print_json_list(const struct shown *shown, struct arena *arena, struct strbuf *out)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct diagnostic *, diagnostic, *shown)
		json_push(arena, list, to_json(arena, *diagnostic));
	json_print(out, list);
}

static struct json *
sarif_message(struct arena *arena, const char *text)
{
	struct json *message = json_new_object(arena);
	json_set_text(arena, message, "text", text);
	return message;
}

static struct json *
sarif_region(struct arena *arena, const struct location *at, unsigned least)
{
	unsigned length = at->length > least ? at->length : least;
	struct json *region = json_new_object(arena);
	json_set(arena, region, "startLine", json_new_number(arena, at->line));
	if (at->column > 0) {
		json_set(arena, region, "startColumn", json_new_number(arena, at->column));
		json_set(arena, region, "endColumn", json_new_number(arena, at->column + length));
	}
	return region;
}

/* A relative path as a URI reference (RFC 3986), percent-encoded where it has to be. */
static const char *
sarif_uri(struct arena *arena, const char *path)
{
	struct strbuf uri = STRBUF_INIT;
	if (*path == '/')
		strbuf_addstr(&uri, "file://");
	for (; *path != '\0'; path++) {
		if (strchr("-._~/", *path) != NULL || (*path >= '0' && *path <= '9') ||
			(*path >= 'A' && *path <= 'Z') || (*path >= 'a' && *path <= 'z'))
			strbuf_addch(&uri, *path);
		else
			strbuf_addf(&uri, "%%%02X", (unsigned char)*path);
	}
	return strbuf_finish(&uri, arena);
}

static struct json *
sarif_artifact(struct arena *arena, const char *file)
{
	struct json *artifact = json_new_object(arena);
	json_set_text(arena, artifact, "uri", sarif_uri(arena, file));
	return artifact;
}

static struct json *
sarif_location(struct arena *arena, const struct location *at, const char *text)
{
	struct json *physical = json_new_object(arena);
	json_set(arena, physical, "artifactLocation", sarif_artifact(arena, at->file));
	if (at->line > 0)
		json_set(arena, physical, "region", sarif_region(arena, at, 1));
	struct json *location = json_new_object(arena);
	json_set(arena, location, "physicalLocation", physical);
	if (text != NULL)
		json_set(arena, location, "message", sarif_message(arena, text));
	return location;
}

static struct json *
sarif_fix(struct arena *arena, const struct diag_fixit *fixit)
{
	struct json *replacement = json_new_object(arena);
	json_set(arena, replacement, "deletedRegion", sarif_region(arena, &fixit->at, 0));
	json_set(arena, replacement, "insertedContent", sarif_message(arena, fixit->text));
	struct json *replacements = json_new_list(arena);
	json_push(arena, replacements, replacement);
	struct json *change = json_new_object(arena);
	json_set(arena, change, "artifactLocation", sarif_artifact(arena, fixit->at.file));
	json_set(arena, change, "replacements", replacements);
	struct json *changes = json_new_list(arena);
	json_push(arena, changes, change);
	struct json *fix = json_new_object(arena);
	json_set(arena, fix, "artifactChanges", changes);
	return fix;
}

static struct json *
sarif_result(struct arena *arena, const struct diagnostic *diagnostic)
{
	struct json *result = json_new_object(arena);
	struct json *locations = json_new_list(arena);
	struct json *related = json_new_list(arena);
	struct json *fixes = json_new_list(arena);
	struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, diagnostic->message);
	if (diagnostic->at.file != NULL)
		json_push(arena, locations, sarif_location(arena, &diagnostic->at, NULL));
	VEC_EACH (const struct diag_note, note, diagnostic->notes) {
		if (note->at.file != NULL)
			json_push(arena, related, sarif_location(arena, &note->at, note->text));
		else
			strbuf_addf(&text, "\n%s", note->text);
	}
	VEC_EACH (const struct diag_fixit, fixit, diagnostic->fixits)
		if (fixit->at.file != NULL && fixit->at.column > 0)
			json_push(arena, fixes, sarif_fix(arena, fixit));
	json_set_text(arena, result, "ruleId", diag_kind(diagnostic->id)->id);
	json_set_text(arena, result, "level", diag_severity_name(diagnostic->severity));
	json_set(arena, result, "message",
		sarif_message(arena, arena_strdup(arena, text.buf)));
	json_set(arena, result, "locations", locations);
	json_set_list(arena, result, "relatedLocations", related);
	json_set_list(arena, result, "fixes", fixes);
	strbuf_release(&text);
	return result;
}

static struct json *
sarif_rules(struct arena *arena)
{
	struct json *rules = json_new_list(arena);
	for (int id = 0; id < DIAG_COUNT; id++) {
		const struct diag_kind *kind = diag_kind((enum diag_id)id);
		struct json *rule = json_new_object(arena);
		json_set_text(arena, rule, "id", kind->id);
		json_set(arena, rule, "shortDescription", sarif_message(arena, kind->title));
		json_set(arena, rule, "fullDescription", sarif_message(arena, kind->explanation));
		json_push(arena, rules, rule);
	}
	return rules;
}

static void
print_sarif(const struct shown *shown, struct arena *arena, struct strbuf *out)
{
	struct json *driver = json_new_object(arena);
	json_set_text(arena, driver, "name", "schemac");
	json_set_text(arena, driver, "version", SCHEMAC_VERSION);
	json_set(arena, driver, "rules", sarif_rules(arena));
	struct json *tool = json_new_object(arena);
	json_set(arena, tool, "driver", driver);
	struct json *results = json_new_list(arena);
	VEC_EACH (const struct diagnostic *, diagnostic, *shown)
		json_push(arena, results, sarif_result(arena, *diagnostic));
	struct json *run = json_new_object(arena);
	json_set(arena, run, "tool", tool);
	json_set_text(arena, run, "columnKind", "utf16CodeUnits");
	json_set(arena, run, "results", results);
	struct json *runs = json_new_list(arena);
	json_push(arena, runs, run);
	struct json *log = json_new_object(arena);
	json_set_text(arena, log, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_set_text(arena, log, "version", "2.1.0");
	json_set(arena, log, "runs", runs);
	json_print(out, log);
}

/*
 * Adds a value of a workflow command. '%', CR and LF are escaped, and in a property also ':' and
 * ','.
 */
static void
add_github(struct strbuf *out, const char *text, bool property)
{
	for (; *text != '\0'; text++)
		if (strchr("%\r\n", *text) != NULL || (property && strchr(":,", *text) != NULL))
			strbuf_addf(out, "%%%02X", (unsigned char)*text);
		else
			strbuf_addch(out, *text);
}

static void
print_github(struct strbuf *out, const struct diagnostic *diagnostic)
{
	const struct location *at = &diagnostic->at;
	const bool note = diagnostic->severity == SEVERITY_NOTE;
	strbuf_addf(out, "::%s ", note ? "notice" : diag_severity_name(diagnostic->severity));
	if (at->file != NULL) {
		strbuf_addstr(out, "file=");
		add_github(out, at->file, true);
		if (at->line > 0)
			strbuf_addf(out, ",line=%u", at->line);
		if (at->line > 0 && at->column > 0)
			strbuf_addf(out, ",col=%u", at->column);
		strbuf_addch(out, ',');
	}
	strbuf_addf(out, "title=schemac %s::", diag_kind(diagnostic->id)->id);
	add_github(out, diagnostic->message, false);
	VEC_EACH (const struct diag_note, note_item, diagnostic->notes) {
		strbuf_addstr(out, "%0A");
		add_github(out, note_item->text, false);
	}
	strbuf_addch(out, '\n');
}

static void
add_msvc(struct strbuf *out, const struct location *at, const char *severity, const char *id,
	const char *text)
{
	strbuf_addstr(out, at->file != NULL ? at->file : "schemac");
	if (at->file != NULL && at->line > 0)
		strbuf_addf(out, at->column > 0 ? "(%u,%u)" : "(%u)", at->line, at->column);
	strbuf_addf(out, ": %s%s%s: ", severity, *id != '\0' ? " " : "", id);
	for (; *text != '\0'; text++)
		strbuf_addch(out, *text == '\n' ? ' ' : *text);
	strbuf_addch(out, '\n');
}

static void
print_msvc(struct strbuf *out, const struct diagnostic *diagnostic)
{
	add_msvc(out, &diagnostic->at, diag_severity_name(diagnostic->severity),
		diag_kind(diagnostic->id)->id, diagnostic->message);
	VEC_EACH (const struct diag_note, note, diagnostic->notes)
		add_msvc(out, &note->at, "note", "", note->text);
}

/* A copy of the diagnostic with columns in UTF-16 code units. */
static const struct diagnostic *
in_utf16(struct arena *arena, struct excerpts *excerpts, const struct diagnostic *diagnostic)
{
	struct diagnostic *copy = ARENA_NEW(arena, struct diagnostic);
	*copy = *diagnostic;
	copy->at = excerpts_utf16(excerpts, copy->at);
	VEC_COPY(arena, &copy->notes);
	VEC_COPY(arena, &copy->fixits);
	VEC_EACH (struct diag_note, note, copy->notes)
		note->at = excerpts_utf16(excerpts, note->at);
	VEC_EACH (struct diag_fixit, fixit, copy->fixits)
		fixit->at = excerpts_utf16(excerpts, fixit->at);
	return copy;
}

/* Collects the diagnostics to print, which are neither ignored nor beyond -fmax-errors. */
static void
collect_shown(const struct diagnostics *diagnostics, struct arena *arena, bool utf16,
	struct shown *out)
{
	struct excerpts excerpts = {0};
	size_t errors = 0;
	VEC_EACH (struct diagnostic *, item, diagnostics->all) {
		errors += (*item)->severity == SEVERITY_ERROR;
		if (diagnostics->max_errors > 0 && errors > diagnostics->max_errors)
			break;
		if ((*item)->severity != SEVERITY_IGNORED)
			*VEC_ADD(arena, out) = utf16 ? in_utf16(arena, &excerpts, *item) : *item;
	}
	excerpts_release(&excerpts);
}

void
diag_print_machine(const struct diagnostics *diagnostics, FILE *stream, enum diag_format format)
{
	struct strbuf out = STRBUF_INIT;
	struct shown shown = {0};
	struct arena arena;
	arena_init(&arena);
	collect_shown(diagnostics, &arena, format != DIAG_JSON, &shown);
	if (format == DIAG_JSON)
		print_json_list(&shown, &arena, &out);
	else if (format == DIAG_SARIF)
		print_sarif(&shown, &arena, &out);
	else
		VEC_EACH (const struct diagnostic *, diagnostic, shown) {
			if (format == DIAG_GITHUB)
				print_github(&out, *diagnostic);
			else
				print_msvc(&out, *diagnostic);
		}
	fwrite(out.buf, 1, out.len, stream);
	arena_release(&arena);
	strbuf_release(&out);
}
