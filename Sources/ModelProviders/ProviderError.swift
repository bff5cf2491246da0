package import Processes

/// Why a tree's models could not be read.
///
/// A *target* is what the configuration names as the place of models, such as `app.models`; a
/// *location* is `path:line` in the tree.
package enum ProviderError: Error, Hashable, Sendable {
  /// Nothing is at a path that the configuration names, or only a folder without SQL files.
  case pathMissing(String, tree: String)

  /// There is a byte that no engine would read as what it is here; the words say which.
  case notText(String, location: String)

  /// A file has a line that only the program of this name understands, and that it cannot do
  /// without, such as `\i`.
  case clientCommand(String, program: String, location: String)

  /// The command that prints the DDL has failed; the last lines that it wrote to standard error.
  case commandFailed(String, status: ChildProcess.Status, errorOutput: [String])

  /// The command that prints the DDL has printed nothing.
  case commandSilent(String)

  /// There is no such Python.
  case pythonMissing(String)

  /// Python ended on the way; the last lines that it wrote to standard error.
  case pythonFailed(String, status: ChildProcess.Status, errorOutput: [String])

  /// A package that the models import, or their library itself, is not installed for this Python.
  case missingPackage(String, python: String, location: String?)

  /// The tree has no module of the target's name.
  case moduleMissing(String, tree: String)

  /// A target was found, but in this file and not in the tree: what it declares says nothing
  /// about the tree.
  case moduleElsewhere(String, path: String)

  /// The target's module has no such attribute, or one that leads to no MetaData.
  case attributeMissing(String)

  /// The project's code failed; the reason is the exception's own line, and the traceback the
  /// last lines of Python's.
  case importFailed(String, reason: String, location: String?, traceback: [String])

  /// The project's code tries to connect to a database while it is imported.
  case connectsAtImport(String, location: String?)

  /// The project's code asks for an environment variable that is not set.
  case variableMissing(String, location: String?)

  /// A target's `manage.py` sets no settings module.
  case settingsMissing(String)

  /// There is more than one target, where one has the settings for all.
  case severalProjects([String])

  /// The targets declare no table.
  case noModels([String])

  /// Two MetaData objects declare a table of this name, and differently.
  case tableDeclaredTwice(String)

  /// The schema depends on a value of this module, which a stub has replaced.
  case schemaNeedsPackage(String)

  /// The library cannot express the models in the dialect; its reason, and the traceback's end.
  case notPrintable(dialect: String, reason: String, traceback: [String])
}
