#ifndef GIT_MIGRATE_CMBED_H
#define GIT_MIGRATE_CMBED_H

// To be called once, so that the linker takes this file's definitions into the program.
int git_migrate_no_certificates(void);

#endif
