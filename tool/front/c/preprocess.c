#include "front/c/preprocess.h"

#include "base/file.h"
#include "base/map.h"
#include "base/process.h"
#include "base/text.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	MESSAGES_LIMIT = 100,         /* compiler errors that become diagnostics, at most */
	OUTPUT_LIMIT = 512 * 1024 * 1024, /* bytes */
};

/* Appends the words of a command: "ccache gcc". */
static void
add_words(struct arena *arena, struct texts *arguments, const char *command)
{
	while (*command != '\0') {
		while (char_is_space(*command))
			command++;
		const char *start = command;
		while (*command != '\0' && !char_is_space(*command))
			command++;
		if (command > start)
			*VEC_ADD(arena, arguments) =
				arena_strndup(arena, start, (size_t)(command - start));
	}
}

/* The headers are read as C, even if C++ sources also include them. */
static bool
is_cpp_standard(const char *flag)
{
	return text_starts_with(flag, "-std=c++") || text_starts_with(flag, "-std=gnu++");
}

static void
add_compiler(struct arena *arena, struct texts *arguments, const struct compilation *compilation)
{
	const char *compiler = compilation->compiler;
	if (compiler == NULL || *compiler == '\0')
		compiler = getenv("CC");
	if (compiler == NULL || *compiler == '\0')
		compiler = "cc";
	add_words(arena, arguments, compiler);
	*VEC_ADD(arena, arguments) = "-x";
	*VEC_ADD(arena, arguments) = "c";
	*VEC_ADD(arena, arguments) = "-w";
	if (compilation->include_folder != NULL)
		*VEC_ADD(arena, arguments) = arena_printf(arena, "-I%s", compilation->include_folder);
	for (size_t i = 0; i < compilation->cflag_count; i++)
		if (!is_cpp_standard(compilation->cflags[i]))
			*VEC_ADD(arena, arguments) = compilation->cflags[i];
}

/* The path of the program with symbolic links resolved; NULL if it is not found. */
static const char *
real_name(struct arena *arena, const char *program)
{
	char real[PATH_MAX];
	if (strchr(program, '/') != NULL)
		return realpath(program, real) != NULL ? arena_strdup(arena, real) : NULL;
	const char *path = getenv("PATH");
	while (path != NULL && *path != '\0') {
		size_t length = strcspn(path, ":");
		const char *candidate =
			arena_printf(arena, "%.*s/%s", (int)length, path, program);
		if (length > 0 && access(candidate, X_OK) == 0 && realpath(candidate, real) != NULL)
			return arena_strdup(arena, real);
		path += length + (path[length] == ':');
	}
	return NULL;
}

/*
 * By default gcc records the macro of each token, which takes a fifth of its time and breaks lines.
 * clang does not accept the option that turns this off. Therefore gcc is recognised by the name of
 * its program ("x86_64-linux-gnu-gcc-12"). A gcc that is not recognised is merely slower.
 */
static void
add_quick_macros(struct arena *arena, struct texts *arguments)
{
	const char *name = real_name(arena, arguments->items[0]);
	const char *slash = name != NULL ? strrchr(name, '/') : NULL;
	if (slash != NULL && strstr(slash, "gcc-") != NULL)
		*VEC_ADD(arena, arguments) = "-ftrack-macro-expansion=0";
}

static const char *
problem_of_header(int error)
{
	if (error == EISDIR)
		return "this is a folder, not a header";
	return error == ENOENT || error == ENOTDIR ? "the file does not exist" : file_error(error);
}

/* Appends the compiler's input, which includes every header once. */
static int
add_includes(struct arena *arena, const struct compilation *compilation,
	struct diagnostics *diagnostics, struct strbuf *text)
{
	struct map seen = {0};
	for (size_t i = 0; i < compilation->header_count; i++) {
		const char *header = compilation->headers[i];
		if (map_put(arena, &seen, header, &seen) != NULL)
			continue;
		int descriptor = file_open(header);
		if (descriptor < 0 && errno != EACCES)
			return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(header),
				"%s", problem_of_header(errno));
		if (descriptor >= 0)
			close(descriptor);
		if (strpbrk(header, "\"\\\n\r") != NULL)
			return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(header),
				"the name contains a quote, backslash or line end, which #include does "
				"not allow");
		strbuf_addf(text, "#include \"%s\"\n", header);
	}
	return 0;
}

/* The output of the compiler, and its destination. */
struct printed {
	struct unit_reader *reader;
	struct sources *sources;
	struct strbuf text; /* not yet parsed */
	size_t total;       /* bytes received so far */
	size_t old;         /* how many bytes of `text` are counted in total */
};

/* Loads all sources that are known so far, while the compiler is still running. */
static void
load_sources(void *data)
{
	struct sources *sources = ((struct printed *)data)->sources;
	for (size_t i = 1; i < sources->all.len; i++)
		source_load(sources, sources->all.items[i]);
}

/* Parses the complete declarations and keeps the rest of the text. */
static void
take_printed(void *data)
{
	struct printed *printed = data;
	struct strbuf *text = &printed->text;
	printed->total += text->len - printed->old;
	if (printed->total > OUTPUT_LIMIT)
		strbuf_reset(text);
	const char *end = memrchr(text->buf, '\n', text->len);
	if (end != NULL)
		strbuf_drop(text, unit_reader_take(printed->reader, text->buf,
					  (size_t)(end - text->buf) + 1, false));
	printed->old = text->len;
}

static int
run(struct diagnostics *diagnostics, const struct texts *arguments, struct printed *printed,
	const struct strbuf *text, struct strbuf *errors, int *status)
{
	struct process process = {.argv = arguments->items, .input = text->buf,
		.input_length = text->len, .errors = errors, .data = printed};
	if (printed != NULL) {
		process.output = &printed->text;
		process.meanwhile = load_sources;
		process.received = take_printed;
	}
	if (process_run(&process) != 0)
		return diag_add(diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
			"cannot run the compiler '%s': %s", arguments->items[0],
			strerror(errno));
	*status = process.status;
	return 0;
}

/* ---- the compiler's messages ---- */

struct message {
	struct location at;
	const char *severity; /* "error", "fatal error", "warning", "note" */
	const char *text;
};

/* The number before *end; moves *end to the ':' before it. 0 if there is none. */
static unsigned
number_before(const char *line, const char **end)
{
	const char *p = *end;
	while (p > line && char_is_digit(p[-1]))
		p--;
	if (p == *end || p == line || p[-1] != ':')
		return 0;
	unsigned number = (unsigned)strtoul(p, NULL, 10);
	*end = p - 1;
	return number;
}

/* "file:line:column: severity: text" or "file:line: severity: text". */
static bool
parse_message(struct arena *arena, const char *line, struct message *out)
{
	for (const char *p = strstr(line, ": "); p != NULL; p = strstr(p + 2, ": ")) {
		const char *end = p;
		unsigned last = number_before(line, &end);
		unsigned first = last != 0 ? number_before(line, &end) : 0;
		const char *text = strstr(p + 2, ": ");
		if (last == 0 || end == line || text == NULL)
			continue;
		const char *file = arena_strndup(arena, line, (size_t)(end - line));
		while (text_starts_with(file, "./"))
			file += 2;
		out->at = (struct location){.file = file, .line = first != 0 ? first : last,
			.column = first != 0 ? last : 0};
		out->severity = arena_strndup(arena, p + 2, (size_t)(text - p - 2));
		out->text = text + 2;
		return true;
	}
	return false;
}

/* Reports one line of the compiler's output. Ignores carets, "In file included" and the like. */
static void
report_line(struct arena *arena, struct diagnostics *diagnostics, const char *line, size_t *errors)
{
	struct message message;
	if (!parse_message(arena, line, &message) || *errors >= MESSAGES_LIMIT)
		return;
	if (message.at.file[0] == '<')
		message.at = (struct location){0};
	if (strcmp(message.severity, "note") == 0) {
		if (*errors > 0)
			diag_note(diagnostics, message.at, "%s", message.text);
	} else if (strcmp(message.severity, "warning") != 0) {
		++*errors;
		diag_add(diagnostics, DIAG_COMPILER, message.at, "%s", message.text);
	}
}

/*
 * Reports all errors, or the whole text if it contains no error in the usual form. Always returns
 * -1.
 */
static int
report_errors(struct arena *arena, struct diagnostics *diagnostics, const char *compiler,
	const struct strbuf *text, int status)
{
	size_t errors = 0;
	const char *line = text->buf;
	while (*line != '\0') {
		size_t length = strcspn(line, "\n");
		report_line(arena, diagnostics, arena_strndup(arena, line, length), &errors);
		line += length + (line[length] == '\n');
	}
	if (errors > 0)
		return -1;
	size_t length = text->len;
	while (length > 0 && char_is_space(text->buf[length - 1]))
		length--;
	if (length > 2000)
		length = 2000;
	return diag_add(diagnostics, DIAG_COMPILER, (struct location){0},
		"the compiler '%s' failed with status %d%s%.*s", compiler, status,
		length > 0 ? ": " : "", (int)length, text->buf);
}

static int
compile(struct arena *arena, struct diagnostics *diagnostics, struct texts *arguments,
	struct printed *printed, const struct strbuf *text)
{
	struct strbuf errors = STRBUF_INIT;
	int status = 0;
	*VEC_ADD(arena, arguments) = "-";
	*VEC_ADD(arena, arguments) = NULL;
	int result = run(diagnostics, arguments, printed, text, &errors, &status);
	if (result == 0 && status != 0)
		result = report_errors(arena, diagnostics, arguments->items[0], &errors, status);
	strbuf_release(&errors);
	return result;
}

int
preprocess_headers(struct arena *arena, const struct compilation *compilation,
	struct sources *sources, struct diagnostics *diagnostics, struct unit_reader *reader)
{
	/* The compiler replaces these macros with the sizes on the target platform. */
	static const char sizes[] =
		"__schemac_sizes__(__SIZEOF_SHORT__, __SIZEOF_INT__, __SIZEOF_LONG__, "
		"__SIZEOF_LONG_LONG__, __SIZEOF_POINTER__, __SIZEOF_FLOAT__, __SIZEOF_DOUBLE__, "
		"__SIZEOF_LONG_DOUBLE__);\n";
	struct texts arguments = {0};
	struct strbuf text = STRBUF_INIT;
	struct printed printed = {.reader = reader, .sources = sources, .text = STRBUF_INIT};
	strbuf_addstr(&text, sizes);
	add_compiler(arena, &arguments, compilation);
	*VEC_ADD(arena, &arguments) = "-D__SCHEMAC__";
	*VEC_ADD(arena, &arguments) = "-E";
	add_quick_macros(arena, &arguments);
	int result = add_includes(arena, compilation, diagnostics, &text);
	if (result == 0)
		result = compile(arena, diagnostics, &arguments, &printed, &text);
	if (result == 0 && printed.total > OUTPUT_LIMIT)
		result = diag_add(diagnostics, DIAG_TOO_LARGE, (struct location){0},
			"the preprocessed headers are larger than %d bytes", OUTPUT_LIMIT);
	if (result == 0)
		unit_reader_take(reader, printed.text.buf, printed.text.len, true);
	strbuf_release(&printed.text);
	strbuf_release(&text);
	return result;
}

int
preprocess_check_syntax(struct arena *arena, const struct compilation *compilation,
	struct diagnostics *diagnostics)
{
	struct texts arguments = {0};
	struct strbuf text = STRBUF_INIT;
	add_compiler(arena, &arguments, compilation);
	*VEC_ADD(arena, &arguments) = "-fsyntax-only";
	int result = add_includes(arena, compilation, diagnostics, &text);
	if (result == 0)
		result = compile(arena, diagnostics, &arguments, NULL, &text);
	strbuf_release(&text);
	return result;
}
