// swift-tools-version: 6.2

import PackageDescription

// One section for each target beside its test target, in the order of the arrows in the README's map:
// a target may import only what stands above it.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

// The folder of archives of libgit2 and SQLite, where the Makefile could make them: the hook starts
// 3 ms sooner, and the program runs where the libraries are not installed. Without them both are
// linked as pkg-config says.
let archives = Context.environment["GIT_MIGRATE_ARCHIVES"]
let libgit2Linking: [LinkerSetting] =
  archives.map { folder in
    [
      .unsafeFlags([
        "-L\(folder)",
        "-Xlinker", "--wrap=mbedtls_x509_crt_parse_file",
        "-Xlinker", "--wrap=mbedtls_x509_crt_parse_path",
      ]),
      .linkedLibrary("git-migrate-libgit2"),
    ]
  } ?? []
let sqliteLinking: [LinkerSetting] =
  archives.map { [.unsafeFlags(["-L\($0)"]), .linkedLibrary("git-migrate-sqlite3")] } ?? []

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

// What the Makefile knows of a build, and the program repeats. SwiftPM knows the commit too, but keeps
// what it knew at the first build.
let buildFacts = ["GIT_MIGRATE_COMMIT", "GIT_MIGRATE_SWIFT"].map {
  CSetting.define($0, to: "\"\(Context.environment[$0] ?? "")\"")
}

let package = Package(
  name: "git-migrate",
  products: [
    .executable(name: "git-migrate", targets: ["git-migrate"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its default trait the library does not import Foundation, whose ICU data costs the
    // hook a millisecond and a half at every start.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // The C libraries
    .systemLibrary(
      name: "CLibgit2", pkgConfig: archives == nil ? "libgit2" : nil,
      providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: archives == nil ? "sqlite3" : nil,
      providers: [.apt(["libsqlite3-dev"])]),

    .systemLibrary(name: "CLinux"),

    .target(name: "CBuild", cSettings: buildFacts),

    // What knows nothing of git, engines or people
    .target(name: "Confinement", dependencies: ["CLinux"], swiftSettings: settings),
    .testTarget(
      name: "ConfinementTests", dependencies: ["Confinement", "Files", "Processes", "TestSupport"],
      swiftSettings: settings),

    .target(name: "Signals", swiftSettings: settings),
    .testTarget(name: "SignalsTests", dependencies: ["Signals"], swiftSettings: settings),

    .target(name: "Files", dependencies: ["Signals"], swiftSettings: settings),
    .testTarget(name: "FilesTests", dependencies: ["Files", "Signals"], swiftSettings: settings),

    .target(
      name: "Processes",
      dependencies: [
        "Files", "Signals",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ProcessesTests", dependencies: ["Files", "Processes"], swiftSettings: settings),

    .target(name: "SchemaModel", swiftSettings: settings),
    .testTarget(
      name: "SchemaModelTests", dependencies: ["SchemaModel", "TestSupport"],
      swiftSettings: settings),

    .target(name: "Revisions", dependencies: ["Files"], swiftSettings: settings),
    .testTarget(
      name: "RevisionsTests", dependencies: ["Revisions", "TestSupport"], swiftSettings: settings),

    // Engines
    .target(name: "Engine", dependencies: ["SchemaModel"], swiftSettings: settings),

    .target(
      name: "SQLiteEngine", dependencies: ["CSQLite", "Engine", "SchemaModel"],
      swiftSettings: settings, linkerSettings: sqliteLinking),
    .testTarget(
      name: "SQLiteEngineTests",
      dependencies: ["Engine", "Proving", "SQLiteEngine", "SchemaModel", "TestSupport"],
      resources: [.copy("Cases")],
      swiftSettings: settings),

    .target(
      name: "PostgreSQLEngine",
      dependencies: ["Confinement", "Engine", "Files", "SchemaModel", "Signals"],
      swiftSettings: settings),
    .testTarget(
      name: "PostgreSQLEngineTests",
      dependencies: [
        "Confinement", "Engine", "PostgreSQLEngine", "Proving", "SchemaModel", "TestSupport",
      ],
      resources: [.copy("Cases")],
      swiftSettings: settings),

    .target(name: "Proving", dependencies: ["Engine", "SchemaModel"], swiftSettings: settings),
    .testTarget(
      name: "ProvingTests",
      dependencies: ["Engine", "EngineTestSupport", "Proving", "SQLiteEngine", "SchemaModel"],
      swiftSettings: settings),

    // Sources of files and of models
    .target(
      name: "GitRepository", dependencies: ["CLibgit2", "Files", "Processes", "Signals"],
      swiftSettings: settings, linkerSettings: libgit2Linking),
    .testTarget(
      name: "GitRepositoryTests",
      dependencies: ["Files", "GitRepository", "Processes", "TestSupport"],
      swiftSettings: settings),

    .target(
      name: "ModelProviders", dependencies: ["Confinement", "Files", "Processes"],
      resources: [
        .embedInCode("Python/harness.py"), .embedInCode("SQLAlchemy/sqlalchemy_ddl.py"),
        .embedInCode("Django/django_catalog.py"), .embedInCode("Django/django_names.py"),
        .embedInCode("Django/django_ddl.py"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ModelProvidersTests", dependencies: ["Files", "ModelProviders", "Processes"],
      swiftSettings: settings),

    // What the user asks for
    .target(
      name: "Workflows",
      dependencies: [
        "CBuild", "Confinement", "Engine", "Files", "GitRepository", "ModelProviders",
        "PostgreSQLEngine", "Processes", "Proving", "Revisions", "SQLiteEngine", "SchemaModel",
        "Signals",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "WorkflowsTests",
      dependencies: [
        "Engine", "EngineTestSupport", "Files", "GitRepository", "ModelProviders", "Proving",
        "Revisions", "SQLiteEngine", "SchemaModel", "TestSupport", "Workflows",
      ],
      swiftSettings: settings),

    .target(
      name: "Commands",
      dependencies: [
        argumentParser, "Engine", "Files", "GitRepository", "ModelProviders", "Processes",
        "Proving", "Revisions", "SchemaModel", "Signals", "Workflows",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        argumentParser, "Commands", "Confinement", "Files", "PostgreSQLEngine", "Processes",
        "TestSupport", "Workflows",
      ],
      exclude: ["Transcripts"],
      swiftSettings: settings),

    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Commands", "Engine", "Files", "GitRepository", "ModelProviders", "PostgreSQLEngine",
        "Processes", "Revisions", "SQLiteEngine", "SchemaModel", "TestSupport", "Workflows",
      ],
      path: "Tests/Fuzz",
      swiftSettings: settings),

    .executableTarget(
      name: "git-migrate", dependencies: ["Commands", "Confinement"],
      exclude: ["git-completion-migrate.bash", "git-migrate.1", "install.mk", "packages"],
      swiftSettings: settings),

    // Runs schema pairs from other projects; `make corpus`
    .executableTarget(
      name: "corpus",
      dependencies: [
        "Engine", "ModelProviders", "PostgreSQLEngine", "Proving", "SQLiteEngine", "SchemaModel",
      ],
      path: "Tests/Corpus", swiftSettings: settings),

    // Shared by tests
    .target(
      name: "TestSupport", dependencies: ["Files", "Processes"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(
      name: "EngineTestSupport", dependencies: ["Engine", "SQLiteEngine", "SchemaModel"],
      path: "Tests/EngineTestSupport", swiftSettings: settings),
    .testTarget(
      name: "TestSupportTests", dependencies: ["Files", "Processes", "TestSupport"],
      exclude: ["Transcripts"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// Under a sanitizer only some tests run, and to build all of them takes longest.
if let names = Context.environment["GIT_MIGRATE_TEST_TARGETS"]?.split(separator: ",") {
  package.targets.removeAll { $0.type == .test && !names.contains(Substring($0.name)) }
}
