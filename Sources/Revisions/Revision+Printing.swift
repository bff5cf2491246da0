extension Revision {
  /// The content of the revision's file.
  package var text: String {
    let parts = [prologue, headers.joined(separator: "\n"), preamble] + sections.map(\.text)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var headers: [String] {
    let known = HeaderName.allCases.flatMap(lines(of:))
    var lines: [String] = []
    for place in 0...known.count {
      // The last place also takes what stood below headers that are gone.
      let others = otherHeaders.filter { min(max($0.place, 0), known.count) == place }
      lines += others.map { line($0.name, $0.value) }
      lines += known.dropFirst(place).prefix(1)
    }
    return lines
  }

  private func lines(of name: HeaderName) -> [String] {
    values(of: name).map { line(name.rawValue, $0) }
  }

  private func values(of name: HeaderName) -> [String] {
    switch name {
    case .revision: [id.text]
    case .parent: [parent?.text ?? "none"]
    case .base: base.map { [$0] } ?? []
    case .message: [message]
    case .snapshot: snapshots.map { "\($0.dialect) \($0.digest)" }
    case .allow: allowances.map { "\($0.hazard) \($0.subject)" }
    }
  }

  private func line(_ name: String, _ value: String) -> String {
    value.isEmpty ? "-- \(name):" : "-- \(name): \(value)"
  }
}

extension Section {
  /// The section as it stands in a file, without a line break at its end.
  var text: String {
    let opening = (["-- migrate:\(direction.rawValue)"] + words).joined(separator: " ")
    return switch body {
    case .sql(""): opening
    case .sql(let script): opening + "\n" + script
    case .irreversible(let reason): opening + " irreversible: " + reason
    }
  }

  private var words: [String] { (dialect.map { [$0] } ?? []) + options.words }
}
