/* check_encoding: finds texts in markers and enumerators that are not UTF-8. */
#ifndef SCHEMAC_FRONT_CHECK_CHECK_ENCODING_H
#define SCHEMAC_FRONT_CHECK_CHECK_ENCODING_H

#include "front/c/source.h"

/*
 * Reports each token within the parentheses of a marker that is not UTF-8, in all sources that are
 * not system headers. -1 if there is any.
 */
int check_encoding(struct sources *sources, struct diagnostics *diagnostics);

#endif
