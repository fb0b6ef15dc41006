/*
 * interrupt: Ctrl-C and SIGTERM as a question that long work asks, so that it ends cleanly.
 */
#ifndef SCHEMAC_BASE_INTERRUPT_H
#define SCHEMAC_BASE_INTERRUPT_H

/* From now on SIGINT and SIGTERM only set what interrupt_seen() tells. */
void interrupt_catch(void);

/* The signal's number, or 0. */
int interrupt_seen(void);

/* The same for schemac_options.interrupted. */
int interrupt_asked(void *unused);

#endif
