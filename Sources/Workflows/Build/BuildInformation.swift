internal import CBuild
internal import Confinement
internal import GitRepository
internal import PostgreSQLEngine
internal import Processes
internal import SQLiteEngine

/// What this program was built from, and what it finds on this machine.
package struct BuildInformation: Sendable {
  /// The whole name of the commit, `-dirty` after it where files had changes; `nil` where the build
  /// was not told.
  package let commit: String?
  /// The processor and the system that it was built for, such as `x86_64-linux`.
  package let platform: String
  package let isOptimized: Bool
  /// The version of the GNU C library that it runs with.
  package let cLibrary: String
  /// The version of Swift's compiler, or the oldest that it can have been.
  package let swift: String
  package let libgit2: LinkedLibrary
  package let sqlite: LinkedLibrary
  /// The modules for virtual tables that SQLite was built with, beside those that are always there.
  package let sqliteModules: [String]
  /// `nil` where there is none, or one that cannot be used.
  package let libpq: LinkedLibrary?
  /// The folder of the PostgreSQL server's programs that revisions are tried with.
  package let serverPrograms: String?
  /// The version of the kernel's Landlock, which confines programs that print models; 0 where there
  /// is none.
  package let landlock: Int

  /// That of the program that runs.
  package init() {
    let commit = String(cString: git_migrate_commit())
    self.commit = commit.isEmpty ? nil : commit
    platform = "\(Self.architecture)-linux"
    #if DEBUG
      isOptimized = false
    #else
      isOptimized = true
    #endif
    cLibrary = String(cString: git_migrate_c_library())
    let swift = String(cString: git_migrate_swift())
    self.swift = swift.isEmpty ? Self.oldestCompiler : swift
    libgit2 = LinkedLibrary(version: Libgit2.version, address: Libgit2.address)
    sqlite = LinkedLibrary(version: SQLiteLibrary.version, address: SQLiteLibrary.address)
    sqliteModules = SQLiteLibrary.modules
    libpq = LibpqLibrary.found.map { LinkedLibrary(version: $0.version, address: $0.address) }
    landlock = Confinement.landlockVersion
    serverPrograms = PostgreSQLEngine.serverPrograms(searchPath: ProcessEnvironment["PATH"])
  }

  private static var oldestCompiler: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #else
      "another"
    #endif
  }
}
