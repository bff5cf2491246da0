internal import CSQLite

/// SQLite's library, as this program is linked with it.
package enum SQLiteLibrary {
  package static var version: String { String(cString: sqlite3_libversion()) }

  /// An address in its code.
  package static var address: UnsafeRawPointer {
    unsafeBitCast(
      sqlite3_libversion as @convention(c) () -> UnsafePointer<CChar>?,
      to: UnsafeRawPointer.self)
  }

  /// Those modules for virtual tables that a build may leave out, which this one has.
  ///
  /// <https://www.sqlite.org/compile.html>
  package static var modules: [String] {
    ["fts3", "fts4", "fts5", "geopoly", "rtree"].filter { name in
      sqlite3_compileoption_used("ENABLE_" + name.uppercased()) == 1
    }
  }
}
