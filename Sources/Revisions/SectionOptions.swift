/// How a section wants to be run.
package struct SectionOptions: Hashable, Sendable {
  /// Whether the section runs in a transaction: `transaction:false` where it cannot.
  package var transaction: Bool
  /// Whether foreign keys are switched off before the section runs: `foreign_keys:off`.
  package var foreignKeysOff: Bool

  package init(transaction: Bool = true, foreignKeysOff: Bool = false) {
    self.transaction = transaction
    self.foreignKeysOff = foreignKeysOff
  }

  /// The words that differ from the default, as they stand in a file.
  var words: [String] {
    (transaction ? [] : ["transaction:false"]) + (foreignKeysOff ? ["foreign_keys:off"] : [])
  }

  /// Takes in one word, such as `transaction:false`.
  mutating func apply(_ word: some StringProtocol) throws(RevisionFileError.Fact) {
    switch word {
    case "transaction:true": transaction = true
    case "transaction:false": transaction = false
    case "foreign_keys:on": foreignKeysOff = false
    case "foreign_keys:off": foreignKeysOff = true
    default: throw .unknownSectionOption(String(word))
    }
  }
}
