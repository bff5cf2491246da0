/// The storage parameters in the definition of a key: `PRIMARY KEY (id) WITH (fillfactor=70)`.
///
/// `pg_get_constraintdef` leaves them out; they are parameters of the index behind the key.
struct KeyStorage {
  let parameters: String?
  /// The definition without the parameters.
  let rest: String

  init(_ definition: String) {
    let start = Self.endOfColumns(in: definition)
    guard definition[start...].hasPrefix(Self.clause) else {
      (parameters, rest) = (nil, definition)
      return
    }
    let inside = definition[start...].dropFirst(Self.clause.count)
    let end = SQLList.end(of: inside) ?? inside.endIndex
    parameters = String(inside[..<end])
    rest = String(definition[..<start] + inside[end...].dropFirst())
  }

  static func adding(_ parameters: String, to definition: String) -> String {
    let place = endOfColumns(in: definition)
    return definition[..<place] + "\(clause)\(parameters))" + definition[place...]
  }

  private static let clause = " WITH ("

  /// Where the columns end, those that are only included too.
  private static func endOfColumns(in definition: String) -> String.Index {
    var rest = definition[...]
    var place = definition.endIndex
    repeat {
      guard let open = rest.unicodeScalars.firstIndex(of: "("),
        let close = SQLList.end(of: rest[rest.unicodeScalars.index(after: open)...])
      else { return place }
      place = definition.unicodeScalars.index(after: close)
      rest = definition[place...]
    } while rest.hasPrefix(" INCLUDE (")
    return place
  }
}
