#include <schemac/model.h>
#include <stdint.h>

struct doc {
	SC_TABLE(docs)
	SC_INDEX(docs_kind, on("json_extract(body, '$.kind')"))
	SC_INDEX(docs_valid, on(id), where("json_valid(body)"))
	SC_INDEX(docs_arrow, on("body ->> 'a'"))

	int64_t id SC_PRIMARY_KEY;
	char *body;
	char *stored SC_GENERATED("json_extract(body, '$.s')", stored);
	char *computed SC_GENERATED("body -> '$.v'", virtual) SC_INDEXED;
};
SC_VIEW(kinds, "SELECT json_group_array(value) AS k FROM docs, json_each(docs.body)")
