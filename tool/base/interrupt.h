/*
 * interrupt: turns Ctrl-C and SIGTERM into a flag, which long operations check so that they end
 * cleanly.
 */
#ifndef SCHEMAC_BASE_INTERRUPT_H
#define SCHEMAC_BASE_INTERRUPT_H

/* From now on SIGINT and SIGTERM only set the flag. */
void interrupt_catch(void);

/* The number of the last signal, or 0. */
int interrupt_seen(void);

/* The same as a callback for schemac_options.interrupted. */
int interrupt_asked(void *unused);

#endif
