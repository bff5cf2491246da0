/// What the records of a run say about its failure.
struct ScriptFailure {
  let records: [ScriptRecord]
  let targets: [String]
  let python: String
  let tree: String
  let dialect: String

  /// The failure that the script has reported, or `nil` where it has reported none.
  var error: ProviderError? {
    switch records["failure"] {
    case nil: nil
    case "package-missing": .missingPackage(fact("package"), python: python, location: location)
    case "module-missing": .moduleMissing(fact("target"), tree: tree)
    case "elsewhere": .moduleElsewhere(fact("target"), path: fact("path"))
    case "attribute-missing": .attributeMissing(fact("target"))
    case "connection": .connectsAtImport(fact("target"), location: location)
    case "no-models": .noModels(targets)
    case "table-twice": .tableDeclaredTwice(fact("table"))
    case "variable-missing": .variableMissing(fact("variable"), location: location)
    case "settings-missing": .settingsMissing(fact("target"))
    case "several-targets": .severalProjects(targets)
    case "stub-in-ddl": .schemaNeedsPackage(fact("package"))
    case "print":
      .notPrintable(dialect: dialect, reason: fact("reason"), traceback: traceback)
    default:
      .importFailed(
        fact("target"), reason: fact("reason"), location: location, traceback: traceback)
    }
  }

  private var location: String? { records["location"] }

  private var traceback: [String] { fact("traceback").lastLines() }

  private func fact(_ name: String) -> String { records[name] ?? "" }
}
