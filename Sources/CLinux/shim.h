#include <fcntl.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

// System calls that take variable arguments, that the C library declares only under _GNU_SOURCE, which
// Swift's importer does not define, or that it has no functions for. The numbers of the new ones are
// the same on all architectures.

extern long syscall(long number, ...);
extern int unshare(int flags);

// Returns a descriptor that tells only what is meant, or -1.
static inline int git_migrate_open_place(const char *path) {
  return open(path, 010000000 /* O_PATH */ | O_CLOEXEC);
}

// Landlock: https://docs.kernel.org/userspace-api/landlock.html

struct git_migrate_ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

// Returns the version of the kernel's interface, or -1 where there is none.
static inline int git_migrate_landlock_version(void) {
  return (int)syscall(444, (void *)0, (size_t)0, 1 /* LANDLOCK_CREATE_RULESET_VERSION */);
}

// Returns a descriptor, or -1. A kernel that knows less of the structure wants zeros there.
static inline int git_migrate_landlock_make(struct git_migrate_ruleset ruleset) {
  return (int)syscall(444, &ruleset, sizeof ruleset, 0);
}

static inline int git_migrate_landlock_allow(int ruleset, int path, uint64_t rights) {
  struct {
    uint64_t rights;
    int32_t path;
  } __attribute__((packed)) rule = {rights, path};
  return (int)syscall(445, ruleset, 1 /* LANDLOCK_RULE_PATH_BENEATH */, &rule, 0);
}

// Holds for this thread and for all that it starts.
static inline int git_migrate_landlock_enforce(int ruleset) {
  return (int)syscall(446, ruleset, 0);
}

// Nothing that is executed from now on gains rights by being executed.
static inline int git_migrate_forgo_new_rights(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
}

static inline int git_migrate_drop_capability(int capability) {
  return prctl(PR_CAPBSET_DROP, (long)capability, 0L, 0L, 0L);
}

// Namespaces: unshare(2), mount_setattr(2)

// Returns a descriptor of a copy of a folder's mount, or -1.
static inline int git_migrate_copy_mount(const char *folder) {
  const int flags = 1 /* OPEN_TREE_CLONE */ | 02000000 /* OPEN_TREE_CLOEXEC */;
  return (int)syscall(428, -100 /* AT_FDCWD */, folder, flags);
}

static inline int git_migrate_attach_mount(int copy, const char *folder) {
  return (int)syscall(429, copy, "", -100, folder, 4 /* MOVE_MOUNT_F_EMPTY_PATH */);
}

static inline int git_migrate_make_mounts_read_only(void) {
  struct {
    uint64_t set, clear, propagation, namespace;
  } attributes = {.set = 1 /* MOUNT_ATTR_RDONLY */};
  return (int)syscall(442, -100, "/", 0x8000 /* AT_RECURSIVE */, &attributes, sizeof attributes);
}

// What is mounted from now on is seen by nobody else.
static inline int git_migrate_make_mounts_private(void) {
  return mount("none", "/", (void *)0, MS_REC | MS_PRIVATE, (void *)0);
}

static inline int git_migrate_mount_memory(const char *folder) {
  return mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
}

// Puts what leads nowhere in the place of a file.
static inline int git_migrate_hide(const char *file) {
  return mount("/dev/null", file, (void *)0, MS_BIND, (void *)0);
}

static inline pid_t git_migrate_fork(void) { return fork(); }
