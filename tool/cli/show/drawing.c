#include "cli/show/drawing.h"

#include <string.h>

enum { ROW = 2 * DRAWING_LANES + 2 };

/* Fills the row with a '|' for each lane, then with spaces. */
static void
row_init(char row[ROW], size_t lanes)
{
	memset(row, ' ', ROW - 1);
	row[ROW - 1] = '\0';
	for (size_t i = 0; i < lanes && i < DRAWING_LANES; i++)
		row[2 * i] = '|';
}

static void
row_set(char row[ROW], size_t column, char c)
{
	if (column < ROW - 1)
		row[column] = c;
}

static void
row_add(struct strbuf *out, char row[ROW], const char *text, size_t length)
{
	size_t used = ROW - 1;
	while (used > 0 && row[used - 1] == ' ')
		used--;
	strbuf_add(out, row, used);
	if (length > 0) {
		strbuf_addch(out, ' ');
		strbuf_add(out, text, length);
	}
	strbuf_addch(out, '\n');
}

/* Joins a lane to one on its left. The lanes to its right move left by one. */
static void
join_lane(struct drawing *drawing, struct strbuf *out, size_t from, size_t to)
{
	char row[ROW];
	size_t count = drawing->lanes.len;
	row_init(row, from);
	for (size_t right = from; right < count; right++)
		row_set(row, 2 * right - 1, '/');
	row_add(out, row, NULL, 0);
	for (size_t at = from - 1; at > to; at--) {
		row_init(row, count - 1);
		row_set(row, 2 * at - 1, '/');
		row_add(out, row, NULL, 0);
	}
	VEC_REMOVE(&drawing->lanes, from);
}

/* Adds a lane to the right of `lane`. The lanes further right move right by one. */
static void
part_lane(struct drawing *drawing, struct strbuf *out, size_t lane, const struct revision *to)
{
	char row[ROW];
	size_t count = drawing->lanes.len;
	row_init(row, lane + 1);
	for (size_t right = lane; right < count; right++)
		row_set(row, 2 * right + 1, '\\');
	row_add(out, row, NULL, 0);
	*VEC_ADD(drawing->arena, &drawing->lanes) = NULL;
	for (size_t i = count; i > lane + 1; i--)
		drawing->lanes.items[i] = drawing->lanes.items[i - 1];
	drawing->lanes.items[lane + 1] = to;
}

/* Ends a lane. The lanes to its right move left by one. */
static void
end_lane(struct drawing *drawing, struct strbuf *out, size_t lane)
{
	char row[ROW];
	size_t count = drawing->lanes.len;
	VEC_REMOVE(&drawing->lanes, lane);
	if (lane + 1 == count)
		return;
	row_init(row, lane);
	for (size_t right = lane + 1; right < count; right++)
		row_set(row, 2 * right - 1, '/');
	row_add(out, row, NULL, 0);
}

/* Joins all lanes that lead to the revision. Returns the leftmost one, which remains. */
static size_t
gather(struct drawing *drawing, struct strbuf *out, const struct revision *revision)
{
	size_t lane = 0;
	while (lane < drawing->lanes.len && drawing->lanes.items[lane] != revision)
		lane++;
	if (lane == drawing->lanes.len)
		*VEC_ADD(drawing->arena, &drawing->lanes) = revision;
	for (size_t i = lane + 1; i < drawing->lanes.len;)
		if (drawing->lanes.items[i] == revision)
			join_lane(drawing, out, i, lane);
		else
			i++;
	return lane;
}

static void
add_text(const struct drawing *drawing, struct strbuf *out, size_t lane, const char *text,
	bool goes_on)
{
	char row[ROW];
	size_t length = strcspn(text, "\n");
	row_init(row, drawing->lanes.len);
	row_set(row, 2 * lane, '*');
	row_add(out, row, text, length);
	while (text[length] != '\0' && text[length + 1] != '\0') {
		text += length + 1;
		length = strcspn(text, "\n");
		row_init(row, drawing->lanes.len);
		if (!goes_on)
			row_set(row, 2 * lane, ' ');
		row_add(out, row, text, length);
	}
}

void
drawing_add(struct drawing *drawing, struct strbuf *out, const struct revision *revision,
	const char *text)
{
	struct revisions parents = {0};
	VEC_EACH (struct revision *, parent, revision->revises)
		if (drawing->shown->has[(*parent)->number])
			*VEC_ADD(drawing->arena, &parents) = *parent;
	size_t lane = gather(drawing, out, revision);
	add_text(drawing, out, lane, text, parents.len > 0);
	if (parents.len == 0) {
		end_lane(drawing, out, lane);
		return;
	}
	drawing->lanes.items[lane] = parents.items[0];
	for (size_t i = parents.len; i-- > 1;)
		part_lane(drawing, out, lane, parents.items[i]);
}
