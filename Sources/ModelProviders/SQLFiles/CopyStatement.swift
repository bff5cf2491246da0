/// Recognises the statement that rows follow: `COPY … FROM stdin`.
struct CopyStatement {
  private enum Progress { case nothing, other, copy, from, fromClient }

  private var progress = Progress.nothing

  /// Whether what has been read of a statement says that rows follow it.
  var readsRows: Bool { progress == .fromClient }

  mutating func append(_ token: SQLToken, of text: [UInt8]) {
    switch token.kind {
    case .blank, .comment, .clientCommand: break
    case .semicolon, .rows: progress = .nothing
    case _ where progress == .other || readsRows: break
    case .quoted, .symbol: append("")
    case .word: append(String(decoding: text[token.range], as: UTF8.self).uppercased())
    }
  }

  private mutating func append(_ word: String) {
    switch (progress, word) {
    case (.nothing, "COPY"): progress = .copy
    case (.nothing, _): progress = .other
    case (.copy, "FROM"): progress = .from
    case (.from, "STDIN"): progress = .fromClient
    case (.from, _): progress = .copy
    default: break
    }
  }
}
