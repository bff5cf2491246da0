/// A condition that the server has printed, as it is to be written so that the server prints the same
/// again.
///
/// It does not read all that it prints as what it was
/// (``SchemaModel/Expression/init(postgreSQL:)``). That makes no difference but where it compares what
/// it prints of two constraints: a table becomes a partition only with the checks of its parent. Lists
/// that do not tell the type of their elements, as those of columns, are left as they are.
enum FaithfulText {
  static func of(_ printed: String) -> String {
    NestedConditions.kept(withCastLists(printed))
  }

  private static func withCastLists(_ text: String) -> String {
    CastList.rewritten(text) { list, before in
      guard let type = list.elementType else { return nil }
      return isCastByOperator(list, of: type, behind: before)
        ? list.text : "(\(list.text)::\(type)[])::\(list.type)[]"
    }
  }

  /// Whether the operator casts the list, as it does the value before it: these types have none of
  /// their own.
  private static func isCastByOperator(
    _ list: CastList, of type: String, behind text: Substring
  ) -> Bool {
    guard type == "character varying" || type.hasPrefix("reg") else { return false }
    return [" = ANY (", " <> ALL ("].contains { text.hasSuffix(")::\(list.type)\($0)") }
  }
}
