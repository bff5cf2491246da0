internal import CLibgit2

/// The owner of one object of libgit2, which is freed with the last reference to the owner.
///
/// A handle has to be bound to a name while its pointer is in use: a temporary value may be gone
/// before the call that it was made for. A named one outlives the calls of C and the reads through
/// pointers in its scope, by Swift's rule of lexical lifetimes. `make memory` has valgrind watch that
/// in the optimised program.
///
/// Sendable although the compiler cannot see it: the library counts references atomically and locks
/// its object and reference databases itself, and this module only reads through a handle.
final class Handle: @unchecked Sendable {
  let pointer: OpaquePointer
  private let free: (OpaquePointer?) -> Void

  /// - Parameters:
  ///   - free: the library's function for this kind of object.
  ///   - make: a call that stores the object and returns the library's error code.
  init(
    freedBy free: @escaping (OpaquePointer?) -> Void,
    _ make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  ) throws(GitError) {
    Libgit2.start
    var made: OpaquePointer?
    let code = make(&made)
    try Libgit2.check(code)
    guard let made else { throw GitError.library(code: code, message: "") }
    self.pointer = made
    self.free = free
  }

  deinit { free(pointer) }

  /// A handle, or `nil` where the library did not find the object.
  static func ifFound(
    freedBy free: @escaping (OpaquePointer?) -> Void,
    _ make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  ) throws(GitError) -> Handle? {
    do throws(GitError) {
      return try Handle(freedBy: free, make)
    } catch .library(GIT_ENOTFOUND.rawValue, _) {
      return nil
    }
  }
}
