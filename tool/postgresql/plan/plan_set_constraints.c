#include "postgresql/plan/plan_set_constraints.h"

#include "postgresql/plan/plan_emit.h"
#include "schema/sql_text.h"

static bool
is_new(const struct planner *p, const struct table *table, const struct constraint *constraint)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_ADD_CONSTRAINT && change->constraint == constraint) ||
			(change->kind == CHANGE_ADD_TABLE && change->table == table))
			return true;
	return false;
}

/* Whether rows of `changed` may have a pending check of the constraint. */
static bool
waits_for(
	const struct table *changed, const struct table *table, const struct constraint *constraint)
{
	return constraint->initially_deferred && constraint->name != NULL &&
	       (table == changed ||
		       (constraint->kind == CONSTRAINT_FOREIGN_KEY &&
			       qualified_name_equal(&constraint->target, &changed->name)));
}

static void
add_constraint(struct strbuf *names, const struct table *table, const struct constraint *constraint)
{
	const struct qualified_name name = {table->name.schema, constraint->name};
	strbuf_addstr(names, names->len > 0 ? ", " : "");
	sql_add_qualified(names, &name);
}

void
plan_set_constraints(struct planner *p, const struct table *changed)
{
	struct strbuf names = STRBUF_INIT;
	VEC_EACH (struct table *, table, p->request->after->tables)
		VEC_EACH (struct constraint *, constraint, (*table)->constraints)
			if (waits_for(changed, *table, *constraint) &&
				!is_new(p, *table, *constraint))
				add_constraint(&names, *table, *constraint);
	if (names.len > 0) {
		strbuf_addf(&p->sql, "SET CONSTRAINTS %s IMMEDIATE", names.buf);
		plan_emit(p);
		strbuf_addf(&p->sql, "SET CONSTRAINTS %s DEFERRED", names.buf);
		plan_emit(p);
	}
	strbuf_release(&names);
}
