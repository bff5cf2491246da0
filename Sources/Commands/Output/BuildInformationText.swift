internal import Workflows

/// What a program was built from, a line for each part: a name, a colon, and what it is.
struct BuildInformationText {
  let lines: [String]

  init(_ build: BuildInformation) {
    let modules = build.sqliteModules
    lines = [
      "commit: \(build.commit ?? "not recorded")",
      "built for: \(build.platform), \(build.isOptimized ? "release" : "debug")",
      "glibc: \(build.cLibrary)",
      "Swift: \(build.swift)",
      "libgit2: \(Self.text(build.libgit2))",
      "SQLite: \(Self.text(build.sqlite))",
      "SQLite modules: \(modules.isEmpty ? "none" : modules.joined(separator: ", "))",
      "libpq: \(build.libpq.map(Self.text) ?? "not found")",
      "PostgreSQL server programs: \(build.serverPrograms ?? "not found")",
      "Landlock: \(build.landlock == 0 ? "not in this kernel" : "version \(build.landlock)")",
    ]
  }

  private static func text(_ library: LinkedLibrary) -> String {
    "\(library.version), \(library.file ?? "linked statically")"
  }
}
