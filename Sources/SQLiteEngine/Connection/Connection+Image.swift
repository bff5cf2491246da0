internal import CSQLite

extension Connection {
  /// The main database as the bytes of a file.
  func image() throws(SQLiteFailure) -> DatabaseImage {
    var size: Int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
      throw failure(code: SQLITE_NOMEM)
    }
    return DatabaseImage(bytes: UnsafeRawBufferPointer(start: bytes, count: Int(size)))
  }

  /// Puts a copy of an image in the place of the main database.
  func load(_ image: DatabaseImage) throws(SQLiteFailure) {
    let size = image.bytes.count
    guard let source = image.bytes.baseAddress, let copy = sqlite3_malloc64(UInt64(size)) else {
      throw failure(code: SQLITE_NOMEM)
    }
    copy.copyMemory(from: source, byteCount: size)
    // SQLite frees the copy, also where it refuses it.
    let code = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(size), Int64(size),
      UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE))
    guard code == SQLITE_OK else { throw failure(code: code) }
  }
}

/// A whole database in SQLite's own memory.
///
/// Sendable although the compiler cannot see it: nobody writes into the bytes.
final class DatabaseImage: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// - Parameter bytes: memory of SQLite's, which is freed with the image.
  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  deinit { sqlite3_free(UnsafeMutableRawPointer(mutating: bytes.baseAddress)) }
}
