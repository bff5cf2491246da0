internal import Synchronization

/// The declarations of tables that were read before, by their text.
///
/// A proof reads the catalog again and again, and between two times nearly all declarations are the
/// same. What a text means depends on nothing else.
enum ReadDeclarations {
  /// By bytes: two texts that only look alike are two declarations.
  private static let known = Mutex<[[UInt8]: TableDeclaration]>([:])

  static func declaration(_ sql: String) throws(UnreadableDeclaration) -> TableDeclaration {
    let bytes = Array(sql.utf8)
    if let declaration = known.withLock({ $0[bytes] }) { return declaration }
    let declaration = try TableDeclarationParser.parse(sql)
    known.withLock { $0[bytes] = declaration }
    return declaration
  }
}
