/*
 * prefault: uses one system call to allocate the pages of memory that is about to be written. This
 * takes a quarter of the time that the page faults would take. It has no effect on Linux before
 * 5.14.
 */
#ifndef SCHEMAC_BASE_PREFAULT_H
#define SCHEMAC_BASE_PREFAULT_H

#include <stddef.h>

/* Ignores small ranges, and large ranges that may remain mostly unwritten. */
void prefault(void *start, size_t size);

#endif
