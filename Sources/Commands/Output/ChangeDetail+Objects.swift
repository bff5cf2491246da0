internal import SchemaModel

extension ChangeDetail {
  /// The lines under an object that is altered, where its definition alone does not tell.
  static func details(from: SchemaObject, to: SchemaObject) -> [ChangeDetail] {
    var details = difference(from.attributes, to.attributes).map {
      ChangeDetail(to.name, "~", $0.key, $0.change, isColumn: true)
    }
    if to.kind == .enumeration {
      details.append(
        ChangeDetail(to.name, "~", "labels", "\(from.definition) -> \(to.definition)"))
    }
    return details + columns(from: from, to: to)
  }

  private static func columns(from: SchemaObject, to: SchemaObject) -> [ChangeDetail] {
    let gone = from.columns.filter { column in !to.columns.contains { $0.name == column.name } }
    return gone.map { ChangeDetail(to.name, "-", $0.name.spelling, $0.summary, isColumn: true) }
      + to.columns.compactMap { column in
        guard let old = from.columns.first(where: { $0.name == column.name }) else {
          return ChangeDetail(to.name, "+", column.name.spelling, column.summary, isColumn: true)
        }
        guard old != column else { return nil }
        return ChangeDetail(
          to.name, "~", column.name.spelling, old.summary(becoming: column), isColumn: true)
      }
  }
}
