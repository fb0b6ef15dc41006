/*
 * cluster_supervisor: the process that creates, guards and removes the scratch server.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_CLUSTER_SUPERVISOR_H
#define SCHEMAC_POSTGRESQL_SERVER_CLUSTER_SUPERVISOR_H

/*
 * Runs the supervisor until the other end of the lifeline is closed. Writes one text to report and
 * closes it: '+' and the folder of the socket, or '-' and the reason for the failure.
 */
_Noreturn void cluster_supervise(const char *programs, int lifeline, int report);

#endif
