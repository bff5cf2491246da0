import Files

/// Alembic's `env.py`, in which a project says where its MetaData is.
enum AlembicEnvironment {
  static func isEnvironment(_ path: String) -> Bool {
    let folder = FileSystem.lastPart(of: FileSystem.directory(of: path))
    return FileSystem.lastPart(of: path) == "env.py"
      && ["alembic", "migrations"].contains(folder)
  }

  /// `app.db:Base` where the text says `from app.db import Base` and
  /// `target_metadata = Base.metadata`; `nil` where it says it in any other way.
  static func target(in text: String) -> String? {
    let lines = text.split { $0.isNewline }
    guard let name = lines.lazy.compactMap(assignedName).last, name != "None" else { return nil }
    return lines.lazy.compactMap { module(in: $0, importing: name) }.first
      .map { "\($0):\(name)" }
  }

  /// `Base` of the line `target_metadata = Base.metadata`.
  private static func assignedName(in line: Substring) -> Substring? {
    let words = code(line).split(separator: " ")
    guard words.count == 3, words[0] == "target_metadata", words[1] == "=" else { return nil }
    let parts = words[2].split(separator: ".")
    guard parts.count == 1 || parts.dropFirst() == ["metadata"] else { return nil }
    return parts.first.flatMap { $0.allSatisfy(PythonLayout.isNameCharacter) ? $0 : nil }
  }

  /// `app.db` of the line `from app.db import Base, engine`.
  private static func module(in line: Substring, importing name: Substring) -> Substring? {
    let words = code(line).split { $0 == " " || $0 == "," }
    guard words.count > 3, words[0] == "from", words[2] == "import", !words.contains("as"),
      words.dropFirst(3).contains(name)
    else { return nil }
    return words[1]
  }

  /// The line without its comment.
  private static func code(_ line: Substring) -> Substring {
    line.prefix { $0 != "#" }
  }
}
