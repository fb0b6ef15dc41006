/* Licence. */
#ifndef GUARDED_H
#define GUARDED_H

#ifdef DEBUG
#include <assert.h>
#endif
#include <stdint.h>
#include "other.h"

struct a {
	SC_TABLE(a)
	int64_t id SC_PRIMARY_KEY;
};

#endif
