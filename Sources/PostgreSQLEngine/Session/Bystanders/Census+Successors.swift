internal import SchemaModel

/// What is there in the place of something else: a function with other arguments, a procedure, a view that
/// is a materialized one.
///
/// What is said of such things, and what they are set to, is to be true of their successors too: a new
/// function belongs to the role that runs the script, and everybody may call it
/// (<https://www.postgresql.org/docs/current/sql-createfunction.html>).
extension Census {
  /// The census with such things called as their successors are.
  func calling(asIn later: Census) -> Census {
    var names = Successors()
    for (old, new) in successors(in: later) { names.add(old, new) }
    return names.isEmpty ? self : renamed(names)
  }

  /// The one that went and the one that came, where they alone have the name.
  private func successors(in later: Census) -> [(old: SchemaObject, new: SchemaObject)] {
    let gone = schema.objects.filter { $0.kind.hasSuccessors && later.objects[$0.reference] == nil }
    let come = later.schema.objects.filter { $0.kind.hasSuccessors && objects[$0.reference] == nil }
    return gone.compactMap { old in
      let successors = come.filter(old.isCalledLike)
      guard successors.count == 1, gone.count(where: old.isCalledLike) == 1 else { return nil }
      return (old, successors[0])
    }
  }
}

/// What things, and what is said of them, are called after those in their places.
struct Successors {
  private var references: [ObjectReference: ObjectReference] = [:]
  private var titles: [String: (title: String, replacements: [(String, String)])] = [:]

  var isEmpty: Bool { references.isEmpty }

  fileprivate mutating func add(_ old: SchemaObject, _ new: SchemaObject) {
    references[old.reference] = new.reference
    let (former, title) = (old.titleInStatements, new.titleInStatements)
    titles[former] = (
      title,
      [
        (Grant.Target(former).clause(of: ""), Grant.Target(title).clause(of: "")),
        (former.withUppercaseKind, title.withUppercaseKind),
      ]
    )
    for kind in [SchemaObject.Kind.comment, .privileges, .owner] {
      references[ObjectReference(.object(kind), Name(exact: former))] =
        ObjectReference(.object(kind), Name(exact: title))
    }
  }

  func renamed(_ part: ObjectReference) -> ObjectReference { references[part] ?? part }

  func renamed(_ object: SchemaObject) -> SchemaObject {
    guard let reference = references[object.reference],
      case .object(let kind) = reference.kind
    else { return object }
    var object = object
    let title = titles[object.name.spelling]
    object.kind = kind
    object.name = reference.name
    for (former, text) in kind.isSaidOfAnother ? title?.replacements ?? [] : [] {
      object.declaration = object.declaration.replacing(former, with: text)
    }
    return object
  }
}

extension SchemaObject {
  /// What `GRANT`, `COMMENT ON` and `ALTER … OWNER` call it.
  fileprivate var titleInStatements: String {
    guard kind.isRoutine else { return "\(kind.rawValue) \(name.sql)" }
    let signature = (removal ?? "").split(separator: " ", maxSplits: 2).last ?? ""
    return "\(kind.rawValue) \(signature)"
  }

  fileprivate func isCalledLike(_ other: SchemaObject) -> Bool {
    guard kind.isRoutine == other.kind.isRoutine, name.namespace == other.name.namespace else {
      return false
    }
    return kind.isRoutine
      ? name.spelling.prefix { $0 != "(" } == other.name.spelling.prefix { $0 != "(" }
      : name == other.name
  }
}

extension SchemaObject.Kind {
  fileprivate var hasSuccessors: Bool {
    isRoutine || self == .view || self == .materializedView
  }
}
