internal import CLibgit2

/// A tag that leads to a commit.
package struct Tag: Hashable, Sendable {
  /// Without `refs/tags/`.
  package let name: String

  /// The commit, reached through any number of tag objects.
  package let target: ObjectID

  /// The version that the name tells, if it does.
  package let version: Version?

  /// What an annotated tag says; `nil` for a lightweight tag.
  package let annotation: Annotation?

  /// The content of a tag object.
  package struct Annotation: Hashable, Sendable {
    /// The whole message, the trailers included.
    package let message: String

    /// The facts at the end of the message.
    package let trailers: [Trailer]

    /// Very old tags have none.
    package let tagger: Signature?
  }

  /// Whether the tag is an object of its own.
  package var isAnnotated: Bool { annotation != nil }

  /// The annotation's message.
  package var message: String? { annotation?.message }

  /// The annotation's trailers; none for a lightweight tag.
  package var trailers: [Trailer] { annotation?.trailers ?? [] }

  /// A tag whose version is told by its name.
  package init(name: String, target: ObjectID, annotation: Annotation? = nil) {
    self.name = name
    self.target = target
    self.version = Version(name)
    self.annotation = annotation
  }
}

extension Tag: Comparable {
  /// The order of versions; names that tell none come first, and equal versions are ordered by name.
  package static func < (left: Tag, right: Tag) -> Bool {
    switch (left.version, right.version) {
    case (nil, _?): true
    case (_?, nil): false
    case (let first?, let second?) where first != second: first < second
    default: left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
  }
}

extension Tag.Annotation {
  init(_ handle: Handle) throws(GitError) {
    self.message = git_tag_message(handle.pointer).map { String(cString: $0) } ?? ""
    self.trailers = try Trailer.parse(message)
    self.tagger = git_tag_tagger(handle.pointer).map { Signature($0.pointee) }
  }
}
