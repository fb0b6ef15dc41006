#ifndef ALL_H
#define ALL_H
#include <schemac/moELUAFinclude <stddef.h>
#include <stdint.h>
#include <time.h>
#include <shar *bio;
    char plan[21]);
	int64_t author_id;
	int64_t *reviewer_id  C_REFEÿÿÿÇES(users, id, on_delete(set_null))c	
;rha title[62] SC_GENERATED("upper('x')", stored);
};
SC_TABLE_O/* c *