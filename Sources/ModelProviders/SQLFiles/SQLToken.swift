/// A piece of SQL text.
struct SQLToken {
  enum Kind {
    case blank, comment, quoted, word, symbol, semicolon
    /// A line for the program that would send the text to an engine: `\connect`, `.bail on`.
    case clientCommand
    /// The lines of data behind a `COPY … FROM stdin`, with the `\.` that ends them.
    case rows
  }

  let kind: Kind
  let range: Range<Int>
}
