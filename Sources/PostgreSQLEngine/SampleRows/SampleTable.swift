/// What must be known of a table to make up rows for it.
struct SampleTable {
  let id: String
  /// The name in quotes, with its schema.
  let name: String
  /// Whether rows that are put into it go to partitions.
  let isPartitioned: Bool
  let isPartition: Bool
  var columns: [SampleColumn] = []
  var keys: [SampleKey] = []
  /// The texts of the conditions that rows must fulfil, with the columns that they name.
  var conditions: [(text: String, columns: [String])] = []
}

struct SampleColumn {
  let name: String
  let type: ValueType
  let isNullable: Bool
  let hasDefault: Bool
  /// Whether the server numbers the rows by itself.
  let isNumbered: Bool
  let defaultText: String?
}

/// A foreign key.
struct SampleKey {
  let columns: [String]
  /// The object id of the table that is referred to.
  let parent: String
  let parentColumns: [String]
}

/// What values a column takes.
indirect enum ValueType {
  /// A type of the server's own, by its name in the catalog, with its modifier; -1 is none.
  case plain(String, modifier: Int)
  case enumeration([String])
  case array(ValueType)
  case range(ValueType)
  case multirange(ValueType)
  case composite([ValueType])
  /// A domain, with the conditions of its values.
  case domain(ValueType, conditions: [String])

  /// The conditions that a value must fulfil by its type alone.
  var conditions: [String] {
    switch self {
    case .domain(let base, let conditions): base.conditions + conditions
    case .array(let element): element.conditions
    default: []
    }
  }

  var base: ValueType {
    if case .domain(let base, _) = self { base.base } else { self }
  }
}
