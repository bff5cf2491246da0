internal import Engine
internal import SchemaModel

extension SchemaElement {
  /// How gladly the element is given a statement of its own, where it could do without.
  enum Separability: Int, Comparable {
    case first, second, last, never

    static func < (left: Separability, right: Separability) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  var separability: Separability {
    switch content {
    case .constraint(let constraint, _):
      if case .foreignKey = constraint.rule { .first } else { .second }
    case .columnDefault: .second
    case .object(let object):
      switch object.kind {
      case .trigger, .policy, .rule: .second
      default: .never
      }
    case .attachment: .last
    default: .never
    }
  }
}
