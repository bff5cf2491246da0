internal import CLibgit2

/// The library as a whole.
package enum Libgit2 {
  /// Prepares the library at first use; it is never shut down, since its end is the process's end.
  static let start: Void = {
    // Half initialised, the library would crash at the first packed object.
    precondition(git_libgit2_init() > 0, "libgit2 cannot be initialised")
    git_migrate_allow_extensions()
    // Git's rule for foreign owners differs from the library's, see `Repository.checkOwner`.
    git_migrate_set_owner_validation(0)
    // Git does not hash again each object that it reads either.
    git_migrate_set_strict_hash_verification(0)
  }()

  package static var version: String {
    var numbers: (Int32, Int32, Int32) = (0, 0, 0)
    _ = git_libgit2_version(&numbers.0, &numbers.1, &numbers.2)
    return "\(numbers.0).\(numbers.1).\(numbers.2)"
  }

  /// An address in its code.
  package static var address: UnsafeRawPointer {
    typealias Function =
      @convention(c) (
        UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?
      ) -> Int32
    return unsafeBitCast(git_libgit2_version as Function, to: UnsafeRawPointer.self)
  }

  /// Throws the library's last error where a call returned one.
  static func check(_ code: Int32) throws(GitError) {
    guard code < 0 else { return }
    throw GitError.library(code: code, message: lastMessage)
  }

  /// As ``check(_:)``, but "not found" is an answer: `false`.
  static func found(_ code: Int32) throws(GitError) -> Bool {
    if code == GIT_ENOTFOUND.rawValue { return false }
    try check(code)
    return true
  }

  static var lastMessage: String {
    guard let error = git_error_last(), let message = error.pointee.message else { return "" }
    return String(cString: message)
  }
}
