/*
 * data_loss: changes that lose data, and changes that stop because of data.
 *
 * A change loses data if it succeeds and discards values or rows: a dropped table or column, a
 * column that becomes generated, a type that rounds. A change stops if the database refuses it
 * because of rows that do not fit: a text that is too long, a row with a removed enum value. Then
 * the upgrade fails and nothing is lost. The effect of a new type depends on the dialect.
 */
#ifndef SCHEMAC_DIFF_DATA_LOSS_H
#define SCHEMAC_DIFF_DATA_LOSS_H

#include "base/text.h"
#include "diff/change.h"

struct data_loss {
	const char *data;   /* "values of users.bio" */
	const char *remark; /* "the downgrade restores the column, not its values" */
};

VEC_STRUCT(data_losses, struct data_loss);

enum data_risk { RISK_NONE, RISK_STOP, RISK_LOSS };

/* Describes the data that the change loses in *out. False if it loses nothing. */
bool data_loss_of(struct arena *arena, struct data_loss *out, enum dialect_id dialect,
	const struct change *change);

/* Appends the losses of the changes of a dialect. Does not append a loss twice. */
void data_loss_find(struct arena *arena, struct data_losses *out, enum dialect_id dialect,
	const struct changes *changes);

/*
 * Appends the rows and values that stop the changes: "values of t.a that VARCHAR(4) cannot hold",
 * "rows with the value 'team' of visibility". Does not append a text twice. `before` and `after`
 * are the schemas of all dialects, which have the enums of the models.
 */
void data_loss_find_stops(struct arena *arena, struct texts *out, enum dialect_id dialect,
	const struct schema *before, const struct schema *after, const struct changes *changes);

/*
 * Appends the rows that stop the downgrade although nothing is lost: those of an enum that becomes
 * a type whose values are not those of the enum.
 */
void data_loss_find_down_stops(
	struct arena *arena, struct texts *out, const struct changes *changes);

/* The risk of changing a column from the first type to the second. */
enum data_risk data_loss_of_type(
	enum dialect_id dialect, bool strict, const char *before, const char *after);

#endif
