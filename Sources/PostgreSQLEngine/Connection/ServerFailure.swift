/// A refusal of the server, or of libpq on the way to it.
struct ServerFailure: Error, Sendable {
  /// The SQLSTATE; empty where libpq itself failed.
  /// https://www.postgresql.org/docs/current/errcodes-appendix.html
  var state: String
  var message: String
  var detail: String?
  var hint: String?
  /// Where in the statement the server saw the mistake: in characters, counted from 1.
  var position: Int?
  /// Whether the session is over.
  var isConnectionLost = false
}

/// The codes that are told apart here.
enum SQLState {
  static let readOnlyTransaction = "25006"
  static let notInTransactionBlock = "25001"
  static let terminationInFunction = "2D000"
  static let insufficientPrivilege = "42501"
  static let invalidFunctionDefinition = "42P13"
  static let datatypeMismatch = "42804"
  static let undefinedObject = "42704"
  static let undefinedFunction = "42883"
  static let duplicateObject = "42710"
  static let uniqueViolation = "23505"
  static let invalidParameterValue = "22023"
  static let dependentObjects = "2BP01"
  static let notInPrerequisiteState = "55000"
  static let notSupported = "0A000"
  static let objectInUse = "55006"
  /// Two sessions that make a database at once: the later one hears of it from the catalog's index,
  /// or by name.
  static let madeMeanwhile = ["42P04", uniqueViolation]
  static let lockNotAvailable = "55P03"
  static let outOfMemory = "53200"
  static let protocolViolation = "08P01"
}
