import Engine
import Proving
import SchemaModel

/// What does not hold for a pair.
struct SketchRefutation: Error, CustomStringConvertible {
  /// The same for all that fail for the same reason.
  let kind: String
  let description: String

  init(_ kind: String, _ details: String) {
    self.kind = kind
    description = "\(kind)\n\(details)"
  }

  init(_ error: any Error) {
    switch error {
    case let refutation as SketchRefutation: self = refutation
    case ProofFailure.upFails(let error): self.init(error, of: "up fails")
    case ProofFailure.downFails(let error): self.init(error, of: "down fails")
    case ProofFailure.upDiffers(let changes): self.init("up differs", changes.listing)
    case ProofFailure.downDiffers(let changes): self.init("down differs", changes.listing)
    case ProofFailure.rowsChanged(_, _, _, let isWayBack):
      self.init("rows changed on the way \(isWayBack ? "back" : "there")", "\(error)")
    case let error as DatabaseError: self.init(error, of: "a statement fails")
    default: self.init("\(type(of: error))", "\(error)")
    }
  }

  private init(_ error: DatabaseError, of what: String) {
    guard case .statementFailed(let failure) = error else {
      self.init(what, "\(error)")
      return
    }
    // What the server quotes is another name in another pair.
    let words = failure.reason.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated().map { $0 % 2 == 0 ? String($1) : "…" }.joined(separator: "\"")
    self.init("\(what) in \(failure.path): \(words)", "\(failure.reason)\n\(failure.sql)")
  }
}

extension [SchemaChange] {
  /// The changes, one on a line.
  var listing: String { map { "\($0)" }.joined(separator: "\n") }
}
