/*
 * check_references: foreign keys and relations must refer to existing tables and columns of
 * compatible types.
 */
#ifndef SCHEMAC_FRONT_CHECK_CHECK_REFERENCES_H
#define SCHEMAC_FRONT_CHECK_CHECK_REFERENCES_H

#include "front/check/checker_internal.h"

void check_foreign_key(struct checker *checker, const struct table *table,
	const struct constraint *constraint);

void check_relation(struct checker *checker, const struct relation *relation);

#endif
