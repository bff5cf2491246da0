internal import Engine
internal import SchemaModel

/// The server checks the values of a domain that gets a condition, and cannot do so where they stand
/// in arrays or composite types
/// (<https://www.postgresql.org/docs/current/sql-alterdomain.html#id-1.9.3.6.7>).
extension ActionPlan {
  /// Whether a domain gets a condition while it is used in such a way.
  func isHeldBack(_ old: SchemaElement, _ new: SchemaElement) -> Bool {
    guard let from = old.object, let to = new.object, to.kind == .domain else { return false }
    return DomainConditions(to).areMore(than: DomainConditions(from)) && isInContainers(old)
  }

  /// Whether a domain can stay while something goes that only its conditions or its default call.
  func canBeRechecked(_ element: SchemaElement, without need: ElementID) -> Bool {
    guard let from = element.object, from.kind == .domain, let to = target[element.id]?.object
    else {
      return false
    }
    return need.part.kind.isCalled && ObjectChange(from: from, to: to).isPossible
      && !isInContainers(element)
  }

  private func isInContainers(_ type: SchemaElement) -> Bool {
    let name = type.id.part.name
    return base.elements.values.contains { user in
      guard user.needs.contains(type.id) else { return false }
      switch user.content {
      case .column(let column, _): return ![name.sql, name.typeSQL].contains(column.type.spelling)
      case .object(let object) where object.kind == .compositeType: return true
      case .object(let object) where object.kind == .domain:
        return ![name.sql, name.typeSQL].contains(object.attributes[.type]) || isInContainers(user)
      default: return false
      }
    }
  }
}

/// What a domain asks of its values.
struct DomainConditions {
  /// The texts of the constraints, by name.
  let constraints: [String: String]
  let refusesNull: Bool

  init(_ domain: SchemaObject) {
    var constraints: [String: String] = [:]
    for (key, text) in domain.attributes where key.hasPrefix("constraint ") {
      constraints[String(key.dropFirst(11)).sqlIdentifier] = text
    }
    self.constraints = constraints
    refusesNull = domain.attributes[.notNull] != nil
  }

  /// Whether values must be looked at that satisfied the other conditions.
  func areMore(than others: DomainConditions) -> Bool {
    refusesNull && !others.refusesNull
      || constraints.contains { name, text in
        others.constraints[name] != text && !text.hasSuffix(ConstraintText.notValid)
      }
  }
}

extension SchemaObject {
  /// A domain without what mentions things that go.
  func domain(without parts: [ElementID]) -> SchemaObject {
    let names = parts.map { part in
      part.part.kind.isRoutineOrAggregate
        ? String(part.part.name.spelling.prefix { $0 != "(" }).sqlIdentifier : nil
    }
    func isAffected(_ text: String) -> Bool {
      names.contains { name in name.map { SQLWords.contains($0, in: text) } ?? true }
    }
    var domain = self
    domain.attributes = attributes.filter { key, text in
      !(key.hasPrefix("constraint ") || key == AttributeKey.defaultValue.rawValue)
        || !isAffected(text)
    }
    return domain
  }
}

extension ObjectReference.Kind {
  /// Whether it is what a condition calls, and not what values are made of.
  var isCalled: Bool {
    guard case .object(let kind) = self else { return false }
    return kind.isRoutine || [.aggregate, .operator, .cast].contains(kind)
  }

  fileprivate var isRoutineOrAggregate: Bool {
    guard case .object(let kind) = self else { return false }
    return kind.isRoutine || kind == .aggregate
  }
}
