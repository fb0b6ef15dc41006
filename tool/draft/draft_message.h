/*
 * draft_message: the default message of a draft and the default words of its file name.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_MESSAGE_H
#define SCHEMAC_DRAFT_DRAFT_MESSAGE_H

#include "diff/change.h"

/* "Add phone to users": the first changes, and the number of further ones. */
const char *draft_message(struct arena *arena, const struct changes *changes);

/* "add users phone": the words of the file name. */
const char *draft_message_slug(struct arena *arena, const struct changes *changes);

#endif
