// What a program cannot say of itself in Swift, which has no values for conditions of a build, and
// whose importer does not see what the C library declares only under _GNU_SOURCE.

// The commit that was built, as "git describe --dirty" prints its whole name; empty where the build
// was not told.
const char *git_migrate_commit(void);

// The version of the compiler, such as 6.3.1; empty where the build was not told.
const char *git_migrate_swift(void);

// The shared library that an address belongs to; null where that is the program itself.
const char *git_migrate_library_of(const void *address);

// The version of the GNU C library that the program runs with.
const char *git_migrate_c_library(void);
