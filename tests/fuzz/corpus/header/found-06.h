#include <sÿÿÿÿÿÿÿÿchemac/model.h>
#include <stdint.h>
#include <stddef.h>
struct timespec_;#define WRAP(x) SC_DEFAULT(x)
enum st
	int64_t *reviewer_id SC_REFER SC_REFERENCES(user, id);
	char *kÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿ2 _SCPRIMARY_KEY;
	char Email[3];
	char tt[5] SC_IDENTIT®Ä
};
stru<<<<<<<<<<<<ct post { SC_TABLE(users) int id; };
struct post2 { int id SC_UNIQUE; };
SC_VEIWa, b)
