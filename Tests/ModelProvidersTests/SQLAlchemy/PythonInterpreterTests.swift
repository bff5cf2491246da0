import ModelProviders
import Testing

@Suite struct PythonInterpreterTests {
  @Test("takes the configured one, relative to the project")
  func configured() {
    #expect(path(configured: "/opt/python") == "/opt/python")
    #expect(path(configured: "env/bin/python") == "/project/env/bin/python")
    #expect(path(configured: "python3.12") == "python3.12")
  }

  @Test("prefers the active environment, then those of the project, then the system's")
  func search() {
    var files: Set<String> = [
      "/active/bin/python", "/project/.venv/bin/python", "/project/venv/bin/python",
    ]
    #expect(path(active: "/active", files: files) == "/active/bin/python")
    #expect(path(active: "", files: files) == "/project/.venv/bin/python")
    files.remove("/project/.venv/bin/python")
    #expect(path(active: "/gone", files: files) == "/project/venv/bin/python")
    #expect(path(active: "/gone", files: []) == "python3")
  }

  private func path(
    configured: String? = nil, active: String? = nil, files: Set<String> = []
  ) -> String {
    PythonInterpreter.path(
      configured: configured, environment: active.map { ["VIRTUAL_ENV": $0] } ?? [:],
      projectRoots: ["/project"], isFile: files.contains)
  }
}
