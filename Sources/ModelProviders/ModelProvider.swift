package import Files

/// A kind of models: knows how to turn a tree of source files into DDL.
package protocol ModelProvider: Sendable {
  /// Whether models are read by running what a tree has, rather than as data.
  var runsPrograms: Bool { get }

  /// The paths that the provider reads, files or folders; `nil` where it needs the whole tree.
  var neededPaths: [String]? { get }

  /// What the provider itself is set to, beside the tree, that decides what it yields; `nil` where
  /// that cannot be said.
  var identity: [String]? { get }

  /// Where the models of a tree are looked for; `nil` where only a run can tell.
  func dependencies(in tree: any Tree) throws -> ModelDependencies?

  /// The environment that variables among the dependencies are looked up in.
  var environment: [String: String] { get }

  /// The DDL that creates what a tree's models declare.
  ///
  /// - Parameters:
  ///   - dialect: `sqlite` or `postgresql`.
  ///   - allowsStubs: whether code may be replaced that the models import and that cannot be
  ///     found. Right for a tree of the past, whose packages may be gone; in the working
  ///     directory a missing package is the project's own mistake.
  /// - Throws: ``ProviderError``, or what the tree throws where a file cannot be read.
  func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource
}

extension ModelProvider {
  package var runsPrograms: Bool { true }

  package var identity: [String]? { nil }

  package func dependencies(in tree: any Tree) throws -> ModelDependencies? { nil }

  package var environment: [String: String] { [:] }

  /// The DDL that creates what a tree's models declare, with nothing replaced by stubs.
  package func models(in tree: any Tree, dialect: String) async throws -> ModelSource {
    try await models(in: tree, dialect: dialect, allowsStubs: false)
  }
}
