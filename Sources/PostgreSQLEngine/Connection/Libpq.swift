internal import Engine
internal import Glibc

/// PostgreSQL's client library, loaded when it is first needed.
///
/// It is not linked, so that a project without PostgreSQL needs no such library. The functions are
/// those of https://www.postgresql.org/docs/current/libpq.html, in the C types that Swift gives them;
/// `make sanitize` compares their types with libpq's header.
struct Libpq: Sendable {
  typealias Handle = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  typealias TextList = UnsafePointer<Text?>

  let version: @convention(c) @Sendable () -> Int32
  let connect: @convention(c) @Sendable (TextList, TextList, Int32) -> Handle?
  let finish: @convention(c) @Sendable (Handle?) -> Void
  let status: @convention(c) @Sendable (Handle) -> Int32
  let transactionStatus: @convention(c) @Sendable (Handle) -> Int32
  let errorMessage: @convention(c) @Sendable (Handle?) -> UnsafeMutablePointer<CChar>?
  let serverVersion: @convention(c) @Sendable (Handle) -> Int32
  let parameterStatus: @convention(c) @Sendable (Handle, Text) -> Text?
  let databaseName: @convention(c) @Sendable (Handle) -> Text?
  let needsPassword: @convention(c) @Sendable (Handle) -> Int32
  let setNoticeReceiver:
    @convention(c) @Sendable (
      Handle, @convention(c) (UnsafeMutableRawPointer?, Handle?) -> Void, UnsafeMutableRawPointer?
    ) -> UnsafeRawPointer?
  let sendQuery: @convention(c) @Sendable (Handle, Text) -> Int32
  let sendQueryWithParameters:
    @convention(c) @Sendable (
      Handle, Text, Int32, UnsafeRawPointer?, TextList?, UnsafePointer<Int32>?,
      UnsafePointer<Int32>?, Int32
    ) -> Int32
  let result: @convention(c) @Sendable (Handle) -> Handle?
  let clear: @convention(c) @Sendable (Handle?) -> Void
  let resultStatus: @convention(c) @Sendable (Handle) -> Int32
  let errorField: @convention(c) @Sendable (Handle, Int32) -> Text?
  let rowCount: @convention(c) @Sendable (Handle) -> Int32
  let columnCount: @convention(c) @Sendable (Handle) -> Int32
  let isNull: @convention(c) @Sendable (Handle, Int32, Int32) -> Int32
  let value: @convention(c) @Sendable (Handle, Int32, Int32) -> UnsafeMutablePointer<CChar>
  let length: @convention(c) @Sendable (Handle, Int32, Int32) -> Int32
  let endCopy: @convention(c) @Sendable (Handle, Text?) -> Int32
  let copyData:
    @convention(c) @Sendable (
      Handle, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32
    ) -> Int32
  let freeMemory: @convention(c) @Sendable (UnsafeMutableRawPointer?) -> Void
  let parseAddress:
    @convention(c) @Sendable (
      Text, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) -> UnsafeMutableRawPointer?
  let freeAddress: @convention(c) @Sendable (UnsafeMutableRawPointer?) -> Void
  let socket: @convention(c) @Sendable (Handle) -> Int32
  let isBusy: @convention(c) @Sendable (Handle) -> Int32
  let consumeInput: @convention(c) @Sendable (Handle) -> Int32
  let processID: @convention(c) @Sendable (Handle) -> Int32
  let makeCancel: @convention(c) @Sendable (Handle) -> Handle?
  let freeCancel: @convention(c) @Sendable (Handle?) -> Void
  let cancel: @convention(c) @Sendable (Handle?, UnsafeMutablePointer<CChar>, Int32) -> Int32

  /// - Throws: ``DatabaseError/clientLibraryMissing(reason:)``.
  static func load() throws(DatabaseError) -> Libpq { try loaded.get() }

  private static let loaded = Result { () throws(DatabaseError) in try Libpq() }

  private init() throws(DatabaseError) {
    guard let library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL) else {
      throw .clientLibraryMissing(reason: Self.linkerError)
    }
    version = try Self.symbol("PQlibVersion", in: library)
    connect = try Self.symbol("PQconnectdbParams", in: library)
    finish = try Self.symbol("PQfinish", in: library)
    status = try Self.symbol("PQstatus", in: library)
    transactionStatus = try Self.symbol("PQtransactionStatus", in: library)
    errorMessage = try Self.symbol("PQerrorMessage", in: library)
    serverVersion = try Self.symbol("PQserverVersion", in: library)
    parameterStatus = try Self.symbol("PQparameterStatus", in: library)
    databaseName = try Self.symbol("PQdb", in: library)
    needsPassword = try Self.symbol("PQconnectionNeedsPassword", in: library)
    setNoticeReceiver = try Self.symbol("PQsetNoticeReceiver", in: library)
    sendQuery = try Self.symbol("PQsendQuery", in: library)
    sendQueryWithParameters = try Self.symbol("PQsendQueryParams", in: library)
    result = try Self.symbol("PQgetResult", in: library)
    clear = try Self.symbol("PQclear", in: library)
    resultStatus = try Self.symbol("PQresultStatus", in: library)
    errorField = try Self.symbol("PQresultErrorField", in: library)
    rowCount = try Self.symbol("PQntuples", in: library)
    columnCount = try Self.symbol("PQnfields", in: library)
    isNull = try Self.symbol("PQgetisnull", in: library)
    value = try Self.symbol("PQgetvalue", in: library)
    length = try Self.symbol("PQgetlength", in: library)
    endCopy = try Self.symbol("PQputCopyEnd", in: library)
    copyData = try Self.symbol("PQgetCopyData", in: library)
    freeMemory = try Self.symbol("PQfreemem", in: library)
    parseAddress = try Self.symbol("PQconninfoParse", in: library)
    freeAddress = try Self.symbol("PQconninfoFree", in: library)
    socket = try Self.symbol("PQsocket", in: library)
    isBusy = try Self.symbol("PQisBusy", in: library)
    consumeInput = try Self.symbol("PQconsumeInput", in: library)
    processID = try Self.symbol("PQbackendPID", in: library)
    makeCancel = try Self.symbol("PQgetCancel", in: library)
    freeCancel = try Self.symbol("PQfreeCancel", in: library)
    cancel = try Self.symbol("PQcancel", in: library)
  }

  private static func symbol<Function>(
    _ name: String, in library: UnsafeMutableRawPointer
  ) throws(DatabaseError) -> Function {
    guard let address = dlsym(library, name) else {
      throw .clientLibraryMissing(reason: linkerError)
    }
    return unsafeBitCast(address, to: Function.self)
  }

  private static var linkerError: String { dlerror().map { String(cString: $0) } ?? "" }
}
