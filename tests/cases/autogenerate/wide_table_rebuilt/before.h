#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct wide {
	SC_TABLE(wide)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char first_name[65];
	char last_name[65];
	char street_and_number[81];
	char *postal_code;
	char *city_or_village;
	char *country_of_residence;
};
