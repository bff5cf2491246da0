package import Files

/// A kind of models: knows how to turn a tree of source files into DDL.
package protocol ModelProvider: Sendable {
  /// The paths that the provider reads, files or folders; `nil` where it needs the whole tree.
  var neededPaths: [String]? { get }

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
  /// The DDL that creates what a tree's models declare, with nothing replaced by stubs.
  package func models(in tree: any Tree, dialect: String) async throws -> ModelSource {
    try await models(in: tree, dialect: dialect, allowsStubs: false)
  }
}
