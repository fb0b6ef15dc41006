#include "front/check/check_encoding.h"

#include "base/text.h"

static int
check_source(const struct source *source, struct diagnostics *diagnostics)
{
	unsigned depth = 0; /* of parentheses within a marker */
	int result = 0;
	for (size_t i = 0; i + 1 < source->token_count; i++) {
		const struct token *token = &source->tokens[i];
		bool opens = *token->text == '(', closes = *token->text == ')';
		bool marker = i > 0 && text_starts_with(source->tokens[i - 1].text, "SC_");
		if (opens && (depth > 0 || marker))
			depth++;
		else if (closes && depth > 0)
			depth--;
		const char *bad = depth > 0 ? text_find_invalid(token->text, token->length) : NULL;
		if (bad == NULL)
			continue;
		struct location at = source_place(source, token);
		at.column += (unsigned)(bad - token->text);
		at.length = 1;
		result = diag_add(diagnostics, DIAG_ENCODING, at,
			"byte 0x%02X is not UTF-8: save the header as UTF-8", (unsigned char)*bad);
	}
	return result;
}

int
check_encoding(struct sources *sources, struct diagnostics *diagnostics)
{
	int result = 0;
	for (size_t i = 1; i < sources->all.len; i++)
		if (check_source(sources->all.items[i], diagnostics) != 0)
			result = -1;
	return result;
}
