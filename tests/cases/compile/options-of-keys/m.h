#include <schemac/model.h>
#include <stdint.h>

struct booking {
	SC_TABLE(booking)
	SC_EXCLUDE(no_overlap, "USING gist (during WITH &&)", deferrable, initially_deferred,
		comment("one at a time"))
	SC_FOREIGN_KEY((room), elsewhere_too, unchecked)

	int64_t id SC_PRIMARY_KEY;
	int64_t room SC_REFERENCES(elsewhere, unchecked);
	char *during SC_TYPE_ON(postgresql, "tstzrange");
};
