/*
 * plan_step: the steps of a plan, and their one order.
 *
 * A step is a sequence of statements that stays together. It records which things of `before` it
 * needs or removes, and which things of `after` it needs or provides. From this follow the edges:
 *
 *	what uses a thing of `before`  →  what removes it
 *	what removes a name            →  what provides something with the same name
 *	what provides a thing of `after`  →  what uses it
 *
 * Therefore objects are dropped in the reverse order of their creation. Between steps without a
 * path between them, the order in which they were begun is kept. A cycle is cut at its weakest
 * edge: first at what only a body mentions that the server does not check, then at the text of an
 * SQL function, which is then created with check_function_bodies = off, as pg_dump does.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_STEP_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_STEP_H

#include "postgresql/plan/plan_internal.h"

enum step_role {
	STEP_USES,     /* needs the thing, which must still, or already, exist */
	STEP_REMOVES,  /* `before`: afterwards the thing does not exist, or not in this form */
	STEP_PROVIDES, /* `after`: afterwards the thing exists in its final form */
	STEP_FREES,    /* a name */
	STEP_TAKES,
	STEP_ROLE_COUNT
};

struct demand {
	enum step_role role;
	enum plan_side side;
	enum reference_strength strength;
	const char *key; /* of the thing, or a name */
};

struct step {
	struct ddl ddl;
	VEC(struct demand) demands;
	struct thing thing; /* that the step drops, creates or changes; item NULL: none */
	bool creates;       /* the thing exists only after the step */
	bool unchecked;     /* a function that is created with check_function_bodies = off */
};

/* Begins a step. Statements are added to it until the next one begins. */
void plan_step_begin(struct planner *p);

/* Demands of the current step. */
void plan_step_uses(struct planner *p, enum plan_side side, struct thing thing);
void plan_step_removes(struct planner *p, struct thing thing);
void plan_step_provides(struct planner *p, struct thing thing);

/* The statements use the name that the table or type has before, or after, the changes. */
void plan_step_named(struct planner *p, enum plan_side side, struct thing thing);

/* The thing loses the name that it has before the changes; or it gets another one. */
void plan_step_loses_name(struct planner *p, struct thing before);
void plan_step_renames(struct planner *p, struct thing before, struct thing after);

/* The step uses what the thing uses of this kind: functions, or anything else. */
void plan_step_uses_routines(struct planner *p, struct thing before, bool routines);

/* The name belongs to the relation, type, constraint, column or object. */
void plan_step_frees(struct planner *p, struct thing thing);
void plan_step_takes(struct planner *p, struct thing thing);
void plan_step_frees_relation(struct planner *p, const struct qualified_name *name);
void plan_step_takes_relation(struct planner *p, const struct qualified_name *name);

/* The step uses what the thing uses, directly. */
void plan_step_uses_of(struct planner *p, enum plan_side side, struct thing thing);

/* The step uses those things of `before` that the plan drops or changes. */
void plan_step_uses_broken(struct planner *p, struct thing thing);

/* The step uses what an expression over the table uses, on both sides. */
void plan_step_uses_expression(struct planner *p, const struct table *before,
	const struct table *after, const char *expression);

/* Begins a step that drops, creates or changes a thing, with everything that follows from that. */
void plan_step_drop(struct planner *p, struct thing thing);
void plan_step_create(struct planner *p, struct thing thing);
void plan_step_change(struct planner *p, struct thing before, struct thing after);

/*
 * Begins a step that drops the column. `table` is the table before the changes, or after them if
 * the statement uses that name.
 */
void plan_step_drop_column(struct planner *p, const struct table *before,
	const struct table *table, const struct column *column);

/* Begins a step that alters the column, under its name after the changes. */
void plan_step_alter_column(struct planner *p, const struct change *change);

#endif
