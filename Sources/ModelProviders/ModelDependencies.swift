/// All that the models of a run depended on, as far as it can be seen from outside.
///
/// Two trees that have the same at all these places, on the same machine, yield the same models. What
/// cannot be seen, such as the time of day, no project lets its schema depend on.
package struct ModelDependencies: Hashable, Sendable {
  /// Files of the tree that were read, and places in it that were looked at, whether something was
  /// there or not: a module that is added later may hide another.
  package var paths: [String]
  /// Folders of the tree whose entries were listed.
  package var folders: [String]
  /// Files elsewhere that were read or looked at, absolute: the interpreter and its packages.
  package var outside: [String]
  /// Folders elsewhere in which something was searched for.
  package var searched: [String]
  /// The names of environment variables that were asked for.
  package var variables: [String]

  package init(
    paths: [String], folders: [String] = [], outside: [String] = [], searched: [String] = [],
    variables: [String] = []
  ) {
    self.paths = paths
    self.folders = folders
    self.outside = outside
    self.searched = searched
    self.variables = variables
  }
}
