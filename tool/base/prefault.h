/*
 * prefault: memory that is about to be written, asked for in one go. It costs a quarter of a page fault
 * each. Where the system does not know how (Linux before 5.14), the pages come one by one.
 */
#ifndef SCHEMAC_BASE_PREFAULT_H
#define SCHEMAC_BASE_PREFAULT_H

#include <stddef.h>

/* What is too small to matter, or so large that much of it may never be written, stays as it is. */
void prefault(void *start, size_t size);

#endif
