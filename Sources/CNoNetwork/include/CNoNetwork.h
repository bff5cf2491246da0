#ifndef GIT_MIGRATE_CNONETWORK_H
#define GIT_MIGRATE_CNONETWORK_H

// To be called once, so that the linker takes this file's definitions into the program.
int git_migrate_has_no_network(void);

#endif
