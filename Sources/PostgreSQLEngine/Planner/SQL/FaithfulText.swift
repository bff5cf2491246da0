/// A condition that the server has printed, as it is to be written so that the server prints the same
/// again.
///
/// It does not read all that it prints as what it was
/// (``SchemaModel/Expression/init(postgreSQL:)``). That makes no difference but where it compares what it
/// prints of two constraints: a table becomes a partition only with the checks of its parent.
enum FaithfulText {
  static func of(_ printed: String) -> String {
    NestedConditions.kept(withCastLists(printed))
  }

  private static func withCastLists(_ text: String) -> String {
    CastList.rewritten(text) { list, before in
      let isOperand = [" ANY (", " ALL ("].contains { before.hasSuffix($0) }
      if isOperand, ["text", "oid"].contains(list.type) { return list.text }
      return list.elementType.map { "(\(list.text)::\($0)[])::\(list.type)[]" }
    }
  }
}
