/*
 * completion: the completions for bash, zsh and fish, which are printed from the tool's own tables.
 */
#ifndef SCHEMAC_MAN_COMPLETION_H
#define SCHEMAC_MAN_COMPLETION_H

#include "base/strbuf.h"

void completion_bash(struct strbuf *out);
void completion_zsh(struct strbuf *out);
void completion_fish(struct strbuf *out);

#endif
