/*
 * draft_message: the message of a draft, and the words of its file name, if the user gives none.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_MESSAGE_H
#define SCHEMAC_DRAFT_DRAFT_MESSAGE_H

#include "diff/change.h"

/* "Add phone to users": the first changes, and how many more there are. */
const char *draft_message(struct arena *arena, const struct changes *changes);

/* "add users phone": the words of the file name. */
const char *draft_message_slug(struct arena *arena, const struct changes *changes);

#endif
