internal import CLibgit2

extension ObjectID {
  init(_ raw: git_oid) {
    self = withUnsafeBytes(of: raw) { bytes in
      ObjectID(
        first: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
        middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        last: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
    }
  }

  /// The id that a function of the library points to.
  init?(_ pointer: UnsafePointer<git_oid>?) {
    guard let pointer else { return nil }
    self.init(pointer.pointee)
  }

  /// Passes the id to a function of the library.
  func withRaw<Result>(_ body: (UnsafePointer<git_oid>) -> Result) -> Result {
    var raw = git_oid()
    withUnsafeMutableBytes(of: &raw) { bytes in
      bytes.storeBytes(of: first.bigEndian, as: UInt64.self)
      bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: last.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return body(&raw)
  }
}

extension Repository {
  /// The object id that git gives a file of these bytes; no repository is needed.
  package static func blobID(of bytes: [UInt8]) -> ObjectID {
    Libgit2.start
    var id = git_oid()
    let code = bytes.withUnsafeBytes {
      git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB)
    }
    precondition(code == 0, Libgit2.lastMessage)
    return ObjectID(id)
  }
}
