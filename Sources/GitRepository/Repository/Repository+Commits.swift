internal import CLibgit2

extension Repository {
  /// The commit that is checked out; `nil` before the first one.
  package func head() throws(GitError) -> Commit? {
    do throws(GitError) {
      let reference = try Handle(freedBy: git_reference_free) { git_repository_head($0, pointer) }
      return try Commit(peel(reference))
    } catch .library(GIT_EUNBORNBRANCH.rawValue, _), .library(GIT_ENOTFOUND.rawValue, _) {
      return nil
    }
  }

  /// The short name of the branch that `HEAD` points to, which may have no commit yet; `nil` when
  /// `HEAD` is detached.
  package var branch: String? {
    let head = try? Handle(freedBy: git_reference_free) {
      git_reference_lookup($0, pointer, "HEAD")
    }
    guard let head, let target = git_reference_symbolic_target(head.pointer) else { return nil }
    let name = String(cString: target)
    let prefix = "refs/heads/"
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }

  /// The commit that a revision expression names, such as `v1.2`, `main~3` or an abbreviated id.
  ///
  /// - Throws: ``GitError/notFound(name:isShallow:)``, ``GitError/ambiguous(name:)``,
  ///   ``GitError/notACommit(name:)``.
  package func commit(named name: String) throws(GitError) -> Commit {
    let object = try object(named: name)
    do throws(GitError) {
      return try Commit(
        Handle(freedBy: git_object_free) {
          git_object_peel($0, object.pointer, GIT_OBJECT_COMMIT)
        })
    } catch .library(GIT_EPEEL.rawValue, _), .library(GIT_EINVALIDSPEC.rawValue, _) {
      throw GitError.notACommit(name: name)
    }
  }

  func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try Commit(
      Handle(freedBy: git_commit_free) { made in
        id.withRaw { git_commit_lookup(made, pointer, $0) }
      })
  }

  /// The commit that a reference leads to.
  func peel(_ reference: Handle) throws(GitError) -> Handle {
    try Handle(freedBy: git_object_free) {
      git_reference_peel($0, reference.pointer, GIT_OBJECT_COMMIT)
    }
  }

  private func object(named name: String) throws(GitError) -> Handle {
    do throws(GitError) {
      return try Handle(freedBy: git_object_free) { git_revparse_single($0, pointer, name) }
    } catch .library(GIT_ENOTFOUND.rawValue, _), .library(GIT_EINVALIDSPEC.rawValue, _) {
      throw GitError.notFound(name: name, isShallow: isShallow)
    } catch .library(GIT_EAMBIGUOUS.rawValue, _) {
      throw GitError.ambiguous(name: name)
    }
  }
}
