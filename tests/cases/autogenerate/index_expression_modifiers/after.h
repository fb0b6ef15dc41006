#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_kept, on("lower(name) COLLATE NOCASE DESC"))
	SC_INDEX(t_name, on("name COLLATE NOCASE", "id desc"))
	SC_INDEX(t_both, on(desc("(name || 'x') COLLATE RTRIM"), "\"name\" collate binary asc"), where("name COLLATE NOCASE > 'a'"))
	SC_INDEX(t_inner, on("name COLLATE NOCASE || 'x' DESC"))

	int64_t id SC_PRIMARY_KEY;
	char *name;
};
