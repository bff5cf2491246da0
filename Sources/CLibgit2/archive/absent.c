// What libgit2's archive takes from libraries that are not linked; see "make.sh".

#include <stdio.h>
#include <stdlib.h>

// Libraries that are loaded later, such as libpq, have a use for Kerberos of their own.
#pragma GCC visibility push(hidden)

static void is_absent(const char *name) {
  fprintf(stderr, "fatal: libgit2 has called '%s', which this program is linked without\n", name);
  abort();
}

#define IS_ABSENT(name) \
  int name(void) {      \
    is_absent(#name);   \
    return -1;          \
  }

#include "absent_functions.h"

const void *GSS_C_NT_HOSTBASED_SERVICE = 0;

// The two that libgit2 calls when it starts and ends. They take and fill no structure.
int libssh2_init(int flags) {
  (void)flags;
  return 0;
}
void libssh2_exit(void) {}

// To parse the certificates of the system takes longer than to open a repository. An empty chain,
// which the caller has initialised, stays empty, and no certificate would be trusted.
int __wrap_mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}
int __wrap_mbedtls_x509_crt_parse_path(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}

#pragma GCC visibility pop
