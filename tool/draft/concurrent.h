/*
 * concurrent: changes that no transaction can hold, such as an index made CONCURRENTLY, get a revision of
 * their own behind the one that holds all else.
 */
#ifndef SCHEMAC_DRAFT_CONCURRENT_H
#define SCHEMAC_DRAFT_CONCURRENT_H

#include "draft/autogenerate.h"

/*
 * The models without those changes: indexes that are made or dropped so are as they were before.
 * NULL where there is nothing of the kind.
 */
struct schema *apart_hold_back(struct context *context, const struct generation *generation);

#endif
