import Glibc
import Processes
import Testing

struct ProcessEnvironmentTests {
  @Test func `Variables are read as they are now`() async {
    // In a process of its own, for the environment is no place for two threads.
    await #expect(processExitsWith: .success) {
      setenv("GIT_MIGRATE_TEST", "a=b", 1)
      #expect(ProcessEnvironment["GIT_MIGRATE_TEST"] == "a=b")
      #expect(ProcessEnvironment.current["GIT_MIGRATE_TEST"] == "a=b")
      setenv("GIT_MIGRATE_TEST", "", 1)
      #expect(ProcessEnvironment["GIT_MIGRATE_TEST"] == nil)
      #expect(ProcessEnvironment.current["GIT_MIGRATE_TEST"] == "")
      unsetenv("GIT_MIGRATE_TEST")
      #expect(ProcessEnvironment["GIT_MIGRATE_TEST"] == nil)
    }
  }
}
