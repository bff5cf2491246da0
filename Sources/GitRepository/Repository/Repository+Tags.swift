internal import CLibgit2

extension Repository {
  /// All tags that lead to a commit, in the order of their versions.
  package func tags() throws(GitError) -> [Tag] {
    let references = try tagReferences()
    var tags: [Tag] = []
    while let reference = try next(of: references) {
      guard let target = try commit(at: reference) else { continue }
      tags.append(
        Tag(
          name: tagName(of: reference), target: target, annotation: try annotation(at: reference)))
    }
    return tags.sorted()
  }

  /// The tag of that name; `nil` where there is none, or a shallow clone lacks its commit.
  ///
  /// - Throws: ``GitError/tagWithoutCommit(name:)`` for a tag of a file or tree.
  package func tag(named name: String) throws(GitError) -> Tag? {
    guard let reference = try reference(tagPrefix + name) else { return nil }
    guard let commit = try commit(at: reference) else {
      if isShallow { return nil }
      throw GitError.tagWithoutCommit(name: name)
    }
    return Tag(name: name, target: commit, annotation: try annotation(at: reference))
  }

  /// The names of the tags, by what they lead to.
  ///
  /// A file of packed references says itself what a tag leads to, so no object is read for those.
  func tagNamesByTarget() throws(GitError) -> [ObjectID: [String]] {
    let references = try tagReferences()
    var names: [ObjectID: [String]] = [:]
    while let reference = try next(of: references) {
      var target = ObjectID(git_reference_target_peel(reference.pointer))
      if target == nil { target = try commit(at: reference) }
      guard let target else { continue }
      names[target, default: []].append(tagName(of: reference))
    }
    return names
  }

  private func tagReferences() throws(GitError) -> Handle {
    try Handle(freedBy: git_reference_iterator_free) {
      git_reference_iterator_glob_new($0, pointer, tagPrefix + "*")
    }
  }

  private func tagName(of reference: Handle) -> String {
    git_reference_name(reference.pointer).map { String(cString: $0 + tagPrefix.utf8.count) } ?? ""
  }

  private func next(of references: Handle) throws(GitError) -> Handle? {
    do throws(GitError) {
      return try Handle(freedBy: git_reference_free) {
        git_reference_next($0, references.pointer)
      }
    } catch .library(GIT_ITEROVER.rawValue, _) {
      return nil
    }
  }

  private var tagPrefix: String { "refs/tags/" }

  /// The names of all references below a prefix such as `refs/tags/`, without it.
  func referenceNames(below prefix: String) throws(GitError) -> [String] {
    let references = try Handle(freedBy: git_reference_iterator_free) {
      git_reference_iterator_glob_new($0, pointer, prefix + "*")
    }
    var names: [String] = []
    var name: UnsafePointer<CChar>?
    while true {
      let code = git_reference_next_name(&name, references.pointer)
      guard code != GIT_ITEROVER.rawValue else { return names }
      try Libgit2.check(code)
      if let name { names.append(String(cString: name + prefix.utf8.count)) }
    }
  }

  private func reference(_ name: String) throws(GitError) -> Handle? {
    do throws(GitError) {
      return try Handle.ifFound(freedBy: git_reference_free) {
        git_reference_lookup($0, pointer, name)
      }
    } catch .library(GIT_EINVALIDSPEC.rawValue, _) {
      return nil
    }
  }

  /// `nil` for a tag of a file or tree, or of a commit that a shallow clone lacks.
  private func commit(at reference: Handle) throws(GitError) -> ObjectID? {
    do throws(GitError) {
      let commit = try peel(reference)
      return ObjectID(git_object_id(commit.pointer))
    } catch .library(GIT_EPEEL.rawValue, _), .library(GIT_EINVALIDSPEC.rawValue, _),
      .library(GIT_ENOTFOUND.rawValue, _)
    {
      return nil
    }
  }

  private func annotation(at reference: Handle) throws(GitError) -> Tag.Annotation? {
    guard let target = git_reference_target(reference.pointer) else { return nil }
    let object = try Handle.ifFound(freedBy: git_tag_free) {
      git_tag_lookup($0, pointer, target)
    }
    guard let object else { return nil }
    return try Tag.Annotation(object)
  }
}
