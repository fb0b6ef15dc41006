#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_a, on(a))
	SC_INDEX(t_f, on("fold(a)"))
	SC_INDEX(t_p, on(id), where("is_odd(id)"))
	SC_UNIQUE_KEY(u, a)
	SC_CHECK(c, "is_ok(a)")

	int64_t id SC_PRIMARY_KEY;
	char *a SC_COLLATE(LOCALE);
	char *g SC_GENERATED("fold(a)", virtual);
};
SC_VIEW(v, "SELECT id, rank_of(a) OVER (ORDER BY id) AS r, median(id) AS m FROM t ORDER BY a COLLATE OTHER")
SC_VIEW(w, "SELECT r FROM v")
SC_TRIGGER(tr, t, "AFTER INSERT ON t BEGIN SELECT notify(new.id); END")
SC_VIRTUAL_TABLE(words, "fts5(body, tokenize = 'mine')")
SC_VIRTUAL_TABLE(old_words, "fts4(body, tokenize=other)")
SC_VIRTUAL_TABLE(points, "vec0(x FLOAT, y FLOAT, dim=3)")
SC_VIEW(near, "SELECT rowid, x FROM points")
