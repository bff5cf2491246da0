#include <sqlite3.h>

// `sqlite3_db_config` is variadic, and SQLITE_TRANSIENT is a cast; Swift imports neither.

static inline int git_migrate_set_db_config(sqlite3 *database, int option, int enabled) {
  return sqlite3_db_config(database, option, enabled, (int *)0);
}

static inline int git_migrate_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                        int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int git_migrate_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                                        int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}
