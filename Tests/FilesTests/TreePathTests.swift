import Files
import Testing

@Suite struct TreePathTests {
  @Test(arguments: [
    ("migrations/versions", "migrations/versions"),
    ("./migrations/versions", "migrations/versions"),
    ("migrations/versions/", "migrations/versions"),
    ("migrations//./versions/.", "migrations/versions"),
    ("a/../b", "b"), ("a/b/../../c", "c"), (".", ""), ("", ""), ("./", ""), (".github", ".github"),
    ("a.git/b", "a.git/b"), ("...", "..."),
  ])
  func `a path says the same in one way`(path: String, normalized: String) {
    #expect(TreePath.normalized(path) == normalized)
  }

  @Test(arguments: [
    "../x", "a/../../x", "..", "/etc", "/", ".git/hooks", "a/.git/hooks", "./.GIT", "a/../.git",
    "a\0b",
  ])
  func `what leads out, or to what git keeps, is no path`(path: String) {
    #expect(TreePath.normalized(path) == nil)
  }
}
