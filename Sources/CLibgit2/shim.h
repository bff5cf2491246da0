#include <git2.h>
#include <git2/sys/repository.h>

// `git_libgit2_opts` is variadic, which Swift cannot call.

// Allows the extensions that do not change how objects, references or the index are stored.
// "objectformat" must never be among them: libgit2 would open a SHA-256 repository and misread it.
static inline int git_migrate_allow_extensions(void) {
  const char *names[] = {"worktreeconfig", "partialclone", "preciousobjects"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof names / sizeof *names);
}

static inline int git_migrate_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int git_migrate_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

// libgit2 reads configuration from files only, so text is put into a file in memory. The C library
// declares the function only under _GNU_SOURCE, which Swift's importer does not define.

extern int memfd_create(const char *name, unsigned int flags);

// Returns a descriptor that closes itself when a program is executed, or -1.
static inline int git_migrate_memory_file(void) {
  return memfd_create("git-migrate", 1 /* MFD_CLOEXEC */);
}
