// Makes a repository in the folder that it is given, writes an object and reads it back.

#include <git2.h>
#include <stdio.h>
#include <string.h>

static int failed(const char *what) {
  const git_error *error = git_error_last();
  printf("%s: %s\n", what, error ? error->message : "no reason given");
  return 1;
}

int main(int count, char **arguments) {
  const char text[] = "CREATE TABLE users (id INTEGER PRIMARY KEY);\n";
  git_repository *repository = NULL;
  git_config *configuration = NULL;
  git_blob *blob = NULL;
  git_oid id;
  int value = 0;

  if (count != 2) return 2;
  if (git_libgit2_init() < 1) return failed("git_libgit2_init");
  if (git_repository_init(&repository, arguments[1], 1) < 0) return failed("git_repository_init");
  if (git_repository_config_snapshot(&configuration, repository) < 0 ||
      git_config_get_bool(&value, configuration, "core.bare") < 0 || !value)
    return failed("git_config_get_bool");
  if (git_blob_create_from_buffer(&id, repository, text, sizeof text) < 0 ||
      git_blob_lookup(&blob, repository, &id) < 0 ||
      git_blob_rawsize(blob) != sizeof text || memcmp(git_blob_rawcontent(blob), text, sizeof text))
    return failed("git_blob_lookup");

  git_blob_free(blob);
  git_config_free(configuration);
  git_repository_free(repository);
  if (git_libgit2_shutdown() < 0) return failed("git_libgit2_shutdown");
  return 0;
}
