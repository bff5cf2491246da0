internal import ModelProviders

/// That models say who may do what, and the configuration does not say whether that is compared.
struct GrantsWarning {
  private let count: Int
  private let first: String

  init?(_ notes: [ModelNote]) {
    for case .grants(let count, let first) in notes {
      (self.count, self.first) = (count, first)
      return
    }
    return nil
  }

  func show(on console: Console) {
    let path = console.mention.configurationPath
    let statements = count == 1 ? "statement" : "statements"
    console.show(
      Message(
        .warning,
        "\(count) GRANT and REVOKE \(statements) left out: migrate.postgresql.privileges is not set",
        details: ["  the first at \(first)"],
        hints: [
          "To compare them, or with \"false\" to leave them out without a word, run",
          #"  git config --file "$(git rev-parse --show-toplevel)/\#(path)" \"#,
          "    migrate.postgresql.privileges true",
        ]))
  }
}
