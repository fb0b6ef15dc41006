/*
 * constant: the values of C constant expressions (C17 6.6).
 */
#ifndef SCHEMAC_FRONT_C_PARSER_CONSTANT_H
#define SCHEMAC_FRONT_C_PARSER_CONSTANT_H

#include "front/c/unit.h"

/* Evaluates the tokens as one expression. False if they do not form one or its value is unknown. */
bool constant_evaluate(struct arena *arena, struct unit *unit, const struct token *tokens,
	size_t count, long long *value);

#endif
