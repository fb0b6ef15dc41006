#include "postgresql/plan/types/plan_domain.h"

#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_object.h"
#include "postgresql/plan/types/plan_replace_type.h"
#include "schema/sql_text.h"

/*
 * Names of domain constraints are unique within a schema. The new domain could not use the names
 * that the server chooses while the old one has them.
 */
static void
drop_constraints(struct planner *p, const struct type_replacement *replacement)
{
	struct strbuf name = STRBUF_INIT, code = STRBUF_INIT;
	sql_add_qualified(&name, &replacement->old);
	strbuf_addstr(&code, "DECLARE c text; BEGIN FOR c IN SELECT conname FROM pg_constraint"
			     " WHERE contypid = ");
	sql_add_literal(&code, name.buf);
	strbuf_addstr(
		&code, "::regtype LOOP EXECUTE format('ALTER DOMAIN %s DROP CONSTRAINT %I', ");
	sql_add_literal(&code, name.buf);
	strbuf_addstr(&code, ", c); END LOOP; END");
	strbuf_addf(&p->sql, "DO $schemac$ %s $schemac$", code.buf);
	plan_emit(p);
	strbuf_release(&code);
	strbuf_release(&name);
}

/* It may call a function that changes. */
static void
drop_default(struct planner *p, const struct type_replacement *replacement,
	const struct sql_object *before)
{
	if (!sql_mentions(before->sql.common, "DEFAULT"))
		return;
	strbuf_addstr(&p->sql, "ALTER DOMAIN ");
	sql_add_qualified(&p->sql, &replacement->old);
	strbuf_addstr(&p->sql, " DROP DEFAULT");
	plan_emit(p);
}

void
plan_domain_replace(struct planner *p)
{
	VEC_EACH (const struct change *, change, p->replaced_types) {
		struct type_replacement replacement;
		if ((*change)->kind == CHANGE_ALTER_ENUM)
			continue;
		plan_replace_type_init(p, &replacement, *change);
		plan_replace_type_begin(p, &replacement);
		plan_replace_type_rename(p, &replacement);
		drop_constraints(p, &replacement);
		drop_default(p, &replacement, (*change)->object_before);
		plan_replace_type_create(p, &replacement);
		strbuf_addstr(&p->sql, (*change)->object->sql.common);
		plan_emit(p);
		plan_replace_type_end(p, &replacement);
		plan_object_comment(p, (*change)->object_before, (*change)->object);
	}
}
