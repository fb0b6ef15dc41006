/*
 * plan_domain: domains in a plan. ALTER DOMAIN cannot change everything: a changed domain is
 * replaced.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_DOMAIN_H
#define SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_DOMAIN_H

#include "postgresql/plan/plan_internal.h"

/* Replaces the domains that change. */
void plan_domain_replace(struct planner *p);

#endif
