#include "base/prefault.h"

#include <stdint.h>
#include <sys/mman.h>

enum {
	PAGE = 4096, /* bytes; with larger pages madvise() fails, which is harmless */
	POPULATE_LEAST = 256 * 1024,
	POPULATE_MOST = 4 * 1024 * 1024,
};

void
prefault(void *start, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	uintptr_t first = ((uintptr_t)start + PAGE - 1) / PAGE * PAGE;
	uintptr_t last = ((uintptr_t)start + size) / PAGE * PAGE;
	if (size >= POPULATE_LEAST && size <= POPULATE_MOST)
		madvise((void *)first, last - first, MADV_POPULATE_WRITE);
#else
	(void)start, (void)size;
#endif
}
