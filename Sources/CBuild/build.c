#define _GNU_SOURCE
#include <dlfcn.h>
#include <gnu/libc-version.h>
#include <stddef.h>

#include "build.h"

const char *git_migrate_commit(void) { return GIT_MIGRATE_COMMIT; }

const char *git_migrate_swift(void) { return GIT_MIGRATE_SWIFT; }

const char *git_migrate_library_of(const void *address) {
  Dl_info theirs, ours;
  if (!dladdr(address, &theirs) || !dladdr(git_migrate_library_of, &ours)) return NULL;
  return theirs.dli_fbase == ours.dli_fbase ? NULL : theirs.dli_fname;
}

const char *git_migrate_c_library(void) { return gnu_get_libc_version(); }
