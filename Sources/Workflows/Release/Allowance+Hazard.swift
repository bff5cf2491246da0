internal import Engine
internal import Revisions

extension Allowance {
  init(_ hazard: Hazard) { self.init(hazard: hazard.kind.rawValue, subject: hazard.subject) }
}
