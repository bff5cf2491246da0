/// A line for the program that would send a file to an engine: `\connect app`, `.bail on`.
struct ClientCommand {
  /// With the mark that it begins with.
  let name: String

  init(_ line: ArraySlice<UInt8>) {
    let end = line.firstIndex(where: ASCII.isBlank) ?? line.endIndex
    name = String(decoding: line[..<end], as: UTF8.self)
  }

  /// Whether the rest of the file means the same without it.
  var isDispensable: Bool {
    name.hasPrefix(".") ? !Self.loading.contains(name) : Self.dispensable.contains(name)
  }

  /// The program that knows the command.
  var program: String { name.hasPrefix(".") ? "SQLite's shell" : "psql" }

  /// psql's that pg_dump writes, and those that are about what psql shows.
  private static let dispensable: Set = [
    #"\."#, #"\a"#, #"\c"#, #"\connect"#, #"\echo"#, #"\encoding"#, #"\pset"#, #"\qecho"#,
    #"\restrict"#, #"\set"#, #"\t"#, #"\timing"#, #"\unrestrict"#, #"\unset"#, #"\warn"#, #"\x"#,
  ]

  private static let loading: Set = [".import", ".load", ".read", ".restore"]
}
