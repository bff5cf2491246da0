/// Divides SQL text into tokens, just finely enough to tell code from comments and quoted text.
///
/// The tokens are all of the text, without gaps. What is not closed ends with the text.
struct SQLLexer: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let quoting: SQLQuoting
  private var position = 0
  private var isLineStart = true
  private var isStatementStart = true
  private var copy = CopyStatement()
  private var isAtRows = false

  init(_ bytes: [UInt8], quoting: SQLQuoting) {
    self.bytes = bytes
    self.quoting = quoting
  }

  mutating func next() -> SQLToken? {
    guard position < bytes.count else { return nil }
    let kind = kindOfNext()
    let start = position
    position = end(of: kind)
    let token = SQLToken(kind: kind, range: start..<position)
    advanceState(past: token)
    return token
  }

  private mutating func advanceState(past token: SQLToken) {
    isAtRows = token.kind == .semicolon && copy.readsRows
    copy.append(token, of: bytes)
    switch token.kind {
    case .blank:
      if bytes[token.range].contains(ASCII.newline) { isLineStart = true }
    case .comment, .clientCommand, .rows:
      isLineStart = false
    case .semicolon:
      (isLineStart, isStatementStart) = (false, true)
    case .word, .symbol, .quoted:
      (isLineStart, isStatementStart) = (false, false)
    }
  }

  private func kindOfNext() -> SQLToken.Kind {
    let byte = bytes[position]
    if isAtRows { return .rows }
    if isClientCommand { return .clientCommand }
    if startsWith("--") || startsWith("/*") { return .comment }
    if byte == ASCII.semicolon { return .semicolon }
    if ASCII.isBlank(byte) { return .blank }
    if quoting.closing(byte) != nil || isEscapeString || dollarTag != nil { return .quoted }
    return ASCII.isWord(byte) ? .word : .symbol
  }

  private func end(of kind: SQLToken.Kind) -> Int {
    switch kind {
    case .blank: firstIndex { !ASCII.isBlank($0) }
    case .word: firstIndex { !ASCII.isWord($0) }
    case .semicolon, .symbol: position + 1
    case .clientCommand: firstIndex { $0 == ASCII.newline }
    case .comment: startsWith("--") ? firstIndex { $0 == ASCII.newline } : endOfBlockComment()
    case .quoted: endOfQuoted()
    case .rows: endOfRows()
    }
  }

  /// psql's commands start with a backslash, those of SQLite's shell with a dot.
  private var isClientCommand: Bool {
    guard isLineStart else { return false }
    if bytes[position] == ASCII.backslash { return true }
    return isStatementStart && bytes[position] == ASCII.dot
      && bytes.indices.contains(position + 1) && ASCII.isWord(bytes[position + 1])
  }
}

extension SQLLexer {
  private func startsWith(_ text: StaticString) -> Bool {
    startsWith(text, at: position)
  }

  private func startsWith(_ text: StaticString, at index: Int) -> Bool {
    bytes[index...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func firstIndex(where isEnd: (UInt8) -> Bool) -> Int {
    bytes[position...].firstIndex(where: isEnd) ?? bytes.count
  }

  private func endOfBlockComment() -> Int {
    var index = position + 2
    var depth = 1
    while index < bytes.count {
      if startsWith("*/", at: index) {
        index += 2
        depth -= 1
        if depth == 0 { return index }
      } else if quoting.nestsComments && startsWith("/*", at: index) {
        index += 2
        depth += 1
      } else {
        index += 1
      }
    }
    return index
  }

  private func endOfRows() -> Int {
    var lineEnd = firstIndex { $0 == ASCII.newline }
    while lineEnd < bytes.count {
      let start = lineEnd + 1
      lineEnd = bytes[start...].firstIndex(of: ASCII.newline) ?? bytes.count
      if ["\\.", "\\.\r"].contains(where: { bytes[start..<lineEnd].elementsEqual($0.utf8) }) {
        return lineEnd
      }
    }
    return bytes.count
  }

  private func endOfQuoted() -> Int {
    if let tag = dollarTag { return endOfDollarQuoted(tag) }
    let opening = isEscapeString ? position + 1 : position
    let close = quoting.closing(bytes[opening])
    var index = opening + 1
    while index < bytes.count {
      if bytes[index] == ASCII.backslash && isEscapeString {
        index += 2
      } else if bytes[index] != close {
        index += 1
      } else if index + 1 < bytes.count && bytes[index + 1] == close && close != ASCII.bracket {
        index += 2
      } else {
        return index + 1
      }
    }
    return bytes.count
  }

  private func endOfDollarQuoted(_ tag: ArraySlice<UInt8>) -> Int {
    var index = tag.endIndex
    while index < bytes.count {
      if bytes[index...].starts(with: tag) { return index + tag.count }
      index += 1
    }
    return index
  }

  /// The opening `$tag$` that starts here.
  private var dollarTag: ArraySlice<UInt8>? {
    guard quoting.hasDollarQuotes, bytes[position] == ASCII.dollar else { return nil }
    let rest = bytes[(position + 1)...]
    guard let close = rest.firstIndex(where: { $0 == ASCII.dollar || !ASCII.isWord($0) }),
      bytes[close] == ASCII.dollar, !ASCII.isDigit(bytes[position + 1])
    else { return nil }
    return bytes[position...close]
  }

  /// Whether `E'…'` starts here, in which a backslash hides a quote.
  private var isEscapeString: Bool {
    quoting.hasEscapeStrings && (startsWith("E'") || startsWith("e'"))
  }
}
