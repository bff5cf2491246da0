package import SchemaModel

/// The conditions by which rows of a table are found that new rules refuse, in standard SQL.
package struct RowConditions {
  private let table: Name
  private let quoted: (Name) -> String

  /// - Parameter quoted: a name as it can stand in a statement.
  package init(table: Name, quoted: @escaping (Name) -> String) {
    self.table = table
    self.quoted = quoted
  }

  /// The query for the rows that meet a condition which a hazard is about.
  package func precheck(of hazard: Hazard, where condition: String) -> Precheck? {
    Precheck(hazard, rowsOf: quoted(table), where: condition)
  }

  /// Rows without a value.
  package func isNull(_ column: Name) -> String { "\(quoted(column)) IS NULL" }

  /// Rows for which a condition is false; one that is neither true nor false lets them pass.
  package func violates(_ expression: String) -> String { "NOT (\(expression))" }

  /// Rows whose values stand in other rows too.
  ///
  /// - Parameters:
  ///   - values: columns and expressions; rows in which one of them is NULL repeat nothing.
  ///   - predicate: the rows that are meant, if not all are.
  package func repeats(_ values: [String], predicate: String? = nil) -> String {
    let list = values.joined(separator: ", ")
    let row = values.count == 1 ? list : "(\(list))"
    let condition = predicate.map { " WHERE \($0)" } ?? ""
    let repeated =
      "\(row) IN (SELECT \(list) FROM \(quoted(table))\(condition) GROUP BY \(list) HAVING count(*) > 1)"
    return predicate.map { "(\($0)) AND \(repeated)" } ?? repeated
  }

  /// Rows that refer to rows which are not there.
  package func refersNowhere(_ key: ForeignKey) -> String {
    let isComplete = key.columns.map { "\(quoted($0)) IS NOT NULL" }
    let isSame = zip(key.parentColumns, key.columns).map { parent, column in
      "_parent.\(quoted(parent)) = \(quoted(table)).\(quoted(column))"
    }
    let parent = "SELECT 1 FROM \(quoted(key.parent)) AS _parent WHERE "
    return (isComplete + ["NOT EXISTS (\(parent)\(isSame.joined(separator: " AND ")))"])
      .joined(separator: " AND ")
  }

  /// Rows that are alike to another by operators, as `EXCLUDE` forbids.
  ///
  /// - Parameters:
  ///   - predicate: the rows that are meant, if not all are.
  ///   - rowID: the column that tells a row from all others.
  package func isExcluded(
    by elements: [(column: Name, operator: String)], predicate: String?, rowID: String
  ) -> String {
    let isOther = "_other.\(rowID) <> \(quoted(table)).\(rowID)"
    let isAlike = elements.map { element in
      let column = quoted(element.column)
      return "_other.\(column) \(element.operator) \(quoted(table)).\(column)"
    }
    let isMeant = predicate.map { ["(\($0))"] } ?? []
    let others = ([isOther] + isAlike + isMeant).joined(separator: " AND ")
    return (isMeant + ["EXISTS (SELECT 1 FROM \(quoted(table)) AS _other WHERE \(others))"])
      .joined(separator: " AND ")
  }

  /// The rows that a constraint refuses, of the kinds that standard SQL can tell of.
  package func violates(_ rule: Constraint.Rule) -> String? {
    switch rule {
    case .primaryKey(let key):
      guard key.columns.allSatisfy({ $0.collation == nil }) else { return nil }
      let missing = key.columns.map { isNull($0.name) }
      return (missing + [repeats(key.columns.map { quoted($0.name) })]).joined(separator: " OR ")
    case .unique(let unique):
      guard unique.columns.allSatisfy({ $0.collation == nil }) else { return nil }
      return repeats(unique.columns.map { quoted($0.name) })
    case .foreignKey(let key):
      return key.columns.count == key.parentColumns.count ? refersNowhere(key) : nil
    case .check(let check): return violates(check.expression.spelling)
    case .exclusion: return nil
    }
  }
}
