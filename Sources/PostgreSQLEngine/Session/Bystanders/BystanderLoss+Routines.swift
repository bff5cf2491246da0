internal import SchemaModel

/// What is said of functions and procedures in whose place there are others, with other arguments.
///
/// A new one belongs to the role that runs the script, and everybody may call it
/// (<https://www.postgresql.org/docs/current/sql-createfunction.html>).
extension BystanderLoss {
  var ownersOfSuccessors: [LostPart] {
    successors.compactMap { old, new in
      guard let owner = said(.owner, of: old, in: before), !mentions.decidesOn(owner),
        case let statement = owner.declaration.replacing(old.signature, with: new.signature),
        said(.owner, of: new, in: after)?.declaration != statement
      else { return nil }
      return LostPart(title: "owner of \(new.kind.rawValue) \(new.name)", statements: [statement])
    }
  }

  var privilegesOfSuccessors: [LostPart] {
    successors.compactMap { old, new in
      var wanted = said(.privileges, of: old, in: before)
      wanted?.declaration.replace(old.signature, with: new.signature)
      let names = ScriptMentions.identifiers(in: String(new.name.spelling.prefix { $0 != "(" }))
      let statements = GrantDifference(from: said(.privileges, of: new, in: after), to: wanted)
        .statements { !mentions.grants(on: names, to: $0) }
      return statements.isEmpty
        ? nil
        : LostPart(title: "grants on \(new.kind.rawValue) \(new.name)", statements: statements)
    }
  }

  /// The one that went and the one that came, where they alone have the name.
  private var successors: [(old: SchemaObject, new: SchemaObject)] {
    let gone = before.schema.objects.filter {
      $0.kind.isRoutine && after.objects[$0.reference] == nil
    }
    let come = after.schema.objects.filter {
      $0.kind.isRoutine && before.objects[$0.reference] == nil
    }
    return gone.compactMap { old in
      let successors = come.filter(old.isCalledLike)
      guard successors.count == 1, gone.count(where: old.isCalledLike) == 1 else { return nil }
      return (old, successors[0])
    }
  }

  private func said(
    _ kind: SchemaObject.Kind, of routine: SchemaObject, in census: Census
  ) -> SchemaObject? {
    let title = "\(routine.kind.rawValue) \(routine.signature)"
    return census.objects[ObjectReference(.object(kind), Name(exact: title))]
  }
}

extension SchemaObject {
  /// A routine's name and the types of its arguments, as `DROP` calls it.
  fileprivate var signature: String {
    (removal ?? "").split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
  }

  fileprivate func isCalledLike(_ other: SchemaObject) -> Bool {
    kind == other.kind && name.namespace == other.name.namespace
      && name.spelling.prefix { $0 != "(" } == other.name.spelling.prefix { $0 != "(" }
  }
}
