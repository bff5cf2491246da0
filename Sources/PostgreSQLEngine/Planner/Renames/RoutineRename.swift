internal import Engine
internal import SchemaModel

/// A function or procedure that gets another name or moves to another schema; the types of its arguments
/// stay as they are.
struct RoutineRename {
  let statements: [Statement]

  init(_ routine: SchemaObject, to newName: Name) {
    let (identifier, arguments) = routine.name.signature
    let newIdentifier = newName.signature.identifier
    func alter(_ identifier: String, _ words: String) -> Statement {
      let name = Name(exact: identifier, in: routine.name.namespace).sqlWithSchema
      return Statement("ALTER \(routine.kind.rawValue.uppercased()) \(name)\(arguments) \(words)")
    }
    var statements: [Statement] = []
    if identifier != newIdentifier {
      statements.append(alter(identifier, "RENAME TO \(newIdentifier.sqlIdentifier)"))
    }
    if routine.name.namespace != newName.namespace {
      let namespace = (newName.namespace ?? "public").sqlIdentifier
      statements.append(alter(newIdentifier, "SET SCHEMA \(namespace)"))
    }
    self.statements = statements
  }
}

extension Name {
  /// Of a routine's name the name alone, and the types in their parentheses.
  fileprivate var signature: (identifier: String, arguments: String) {
    let identifier = spelling.prefix { $0 != "(" }
    return (String(identifier), String(spelling[identifier.endIndex...]))
  }
}
