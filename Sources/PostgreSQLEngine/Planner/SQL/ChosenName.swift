internal import SchemaModel

/// The name that the server chooses for what belongs to a table, unless it is taken.
///
/// `ChooseRelationName` and `makeObjectName` in `src/backend/commands/indexcmds.c`: the table, the
/// columns and a label, of which the longer of the first two is cut.
struct ChosenName {
  let table: String
  let columns: [String]
  let label: String

  /// The bytes that a name can have.
  static let limit = 63

  var spelling: String {
    let names = joinedColumns
    let room = Self.limit - label.utf8.count - 1 - (names.isEmpty ? 0 : 1)
    var lengths = (table.utf8.count, names.utf8.count)
    while lengths.0 + lengths.1 > room {
      if lengths.0 > lengths.1 { lengths.0 -= 1 } else { lengths.1 -= 1 }
    }
    let parts = [table.prefix(bytes: lengths.0), names.prefix(bytes: lengths.1)]
    return (parts.filter { !$0.isEmpty } + [label]).joined(separator: "_")
  }

  /// Columns that are named more than once are numbered, and no more are named than fill a name.
  private var joinedColumns: String {
    var names: [String] = []
    for column in columns where names.joined(separator: "_").utf8.count <= Self.limit {
      var name = column
      var number = 0
      while names.contains(name) {
        number += 1
        name = column.prefix(bytes: Self.limit - "\(number)".utf8.count) + "\(number)"
      }
      names.append(name)
    }
    return names.joined(separator: "_")
  }
}
