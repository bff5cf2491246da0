internal import Engine
internal import Glibc

/// A connection to one database of a server.
///
/// A thin wrapper of libpq: values are text as the server prints it, `nil` for NULL.
final class Connection {
  typealias Rows = [[String?]]

  private let library: Libpq
  private let handle: Libpq.Handle
  private var lossReason: String?
  private let cancelRequest: Libpq.Handle?
  /// Is called again and again while a statement takes longer than this.
  var whileWaiting: (interval: Duration, look: () -> Void)?

  /// - Parameter parameters: libpq's connection parameters. A `dbname` that comes first may be a
  ///   whole URL; later ones win.
  /// - Throws: ``ConnectionRefusal``, or ``DatabaseError/clientLibraryMissing(reason:)``.
  init(_ parameters: [(name: String, value: String)]) throws {
    let library = try Libpq.load()
    let handle = Self.withTextList(parameters.map(\.name)) { names in
      Self.withTextList(parameters.map(\.value)) { values in library.connect(names, values, 1) }
    }
    guard let handle, library.status(handle) == Self.isFine else {
      let refusal = ConnectionRefusal(
        reason: handle.map { Self.text(library.errorMessage($0)) } ?? "out of memory",
        database: handle.flatMap { library.databaseName($0) }.map { String(cString: $0) } ?? "",
        needsPassword: handle.map { library.needsPassword($0) == 1 } ?? false)
      library.finish(handle)
      throw refusal
    }
    self.library = library
    self.handle = handle
    cancelRequest = library.makeCancel(handle)
    // Notices go nowhere: libpq would print them on the error stream.
    _ = library.setNoticeReceiver(handle, { _, _ in }, nil)
  }

  deinit {
    library.freeCancel(cancelRequest)
    library.finish(handle)
  }

  /// The number of the server's process as it was told at the start; a pooler tells one of its own.
  var announcedProcess: Int { Int(library.processID(handle)) }

  /// The server's version as a number: 150018 is 15.18.
  var serverVersion: Int { Int(library.serverVersion(handle)) }

  var isLost: Bool { library.status(handle) != Self.isFine }

  /// Whether no transaction is open.
  var isIdle: Bool { library.transactionStatus(handle) == 0 }

  /// The value that a parameter has now, of those that the server reports.
  func parameter(_ name: String) -> String? {
    library.parameterStatus(handle, name).map { String(cString: $0) }
  }

  /// Runs statements in one round trip, and returns the rows of each.
  ///
  /// - Throws: ``ServerFailure`` of the first that fails; those behind it are not run.
  @discardableResult
  func execute(_ sql: String) throws(ServerFailure) -> [Rows] {
    guard library.sendQuery(handle, sql) == 1 else { throw failure() }
    return try cancellableResults()
  }

  /// Runs one statement, with values for `$1`, `$2` and so on, and returns its rows.
  @discardableResult
  func query(_ sql: String, _ values: [String?] = []) throws(ServerFailure) -> Rows {
    let isSent = Self.withTextList(values) { list in
      library.sendQueryWithParameters(handle, sql, Int32(values.count), nil, list, nil, nil, 0)
    }
    guard isSent == 1 else { throw failure() }
    return try cancellableResults().first ?? []
  }

  /// Runs a statement that a server answers at once.
  ///
  /// - Throws: ``ServerFailure``, also where there is no answer within the time.
  @discardableResult
  func query(_ sql: String, within limit: Duration) throws(ServerFailure) -> Rows {
    guard library.sendQuery(handle, sql) == 1 else { throw failure() }
    let deadline = ContinuousClock.now + limit
    while library.isBusy(handle) == 1 {
      guard ContinuousClock.now < deadline else { throw .silence(limit) }
      awaitInput(for: deadline - .now)
    }
    return try results().first ?? []
  }

  // MARK: Results

  private static let isFine: Int32 = 0

  private func cancellableResults() throws(ServerFailure) -> [Rows] {
    try CancelRequests.holding(cancelRequest, library) { () throws(ServerFailure) in
      try results()
    }
  }

  /// Waits until there is something to read.
  private func awaitInput(for time: Duration) {
    var place = pollfd(fd: library.socket(handle), events: Int16(POLLIN), revents: 0)
    let count = poll(&place, 1, Int32(clamping: max(1, time.milliseconds)))
    guard count != 0 || place.fd < 0, library.consumeInput(handle) == 0 else { return }
    // What libpq says later is only that there is no connection any more.
    lossReason = lossReason ?? Self.text(library.errorMessage(handle))
  }

  /// Waits for the next result, and lets others look what it waits for.
  private func nextResult() -> Libpq.Handle? {
    if let (interval, look) = whileWaiting {
      var deadline = ContinuousClock.now + interval
      while library.isBusy(handle) == 1, !isLost {
        if ContinuousClock.now >= deadline {
          look()
          deadline = .now + interval
        }
        awaitInput(for: deadline - .now)
      }
    }
    return library.result(handle)
  }

  private func results() throws(ServerFailure) -> [Rows] {
    var all: [Rows] = []
    var failure: ServerFailure?
    while let result = nextResult() {
      defer { library.clear(result) }
      switch library.resultStatus(result) {
      case 0, 1: all.append([])
      case 2: all.append(rows(of: result))
      case 3:
        leaveCopyOut()
        failure = failure ?? .copy
      case 4:
        // The server's answer to this is an error of its own, which says less.
        failure = failure ?? .copy
        _ = library.endCopy(handle, "")
      default: failure = failure ?? self.failure(of: result)
      }
      if isLost { break }
    }
    // Only now is it seen whether the server has ended the session with what it refused.
    failure?.isConnectionLost = isLost
    if let failure { throw failure }
    return all
  }

  private func leaveCopyOut() {
    var line: UnsafeMutablePointer<CChar>?
    while library.copyData(handle, &line, 0) > 0 { library.freeMemory(line) }
  }

  private func rows(of result: Libpq.Handle) -> Rows {
    let columns = 0..<library.columnCount(result)
    return (0..<library.rowCount(result)).map { row in
      columns.map { column in
        guard library.isNull(result, row, column) == 0 else { return nil }
        let start = UnsafeRawPointer(library.value(result, row, column))
        let count = Int(library.length(result, row, column))
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
      }
    }
  }

  // MARK: Failures

  private func failure() -> ServerFailure {
    ServerFailure(
      state: "", message: lossReason ?? Self.text(library.errorMessage(handle)),
      isConnectionLost: isLost)
  }

  private func failure(of result: Libpq.Handle) -> ServerFailure {
    func field(_ code: Character) -> String? {
      library.errorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    guard let message = field("M") else { return failure() }
    return ServerFailure(
      state: field("C") ?? "", message: message, detail: field("D"), hint: field("H"),
      position: field("P").flatMap { Int($0) })
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    text(pointer.map { UnsafePointer($0) })
  }

  /// BodyDependencies `body` with an array of C strings that ends with NULL.
  private static func withTextList<Result>(
    _ texts: [String?], _ body: (Libpq.TextList) -> Result
  ) -> Result {
    let copies = texts.map { $0.flatMap { UnsafePointer(strdup($0)) } } + [nil]
    defer { for copy in copies { free(UnsafeMutablePointer(mutating: copy)) } }
    return body(copies)
  }
}

extension ServerFailure {
  fileprivate static func silence(_ limit: Duration) -> ServerFailure {
    ServerFailure(
      state: "", message: "no answer within \(limit.components.seconds) s", isConnectionLost: true)
  }

  fileprivate static let copy = ServerFailure(
    state: "", message: "COPY between the server and its client cannot be run here")
}

/// A connection that did not come about.
struct ConnectionRefusal: Error {
  /// libpq's words, which may be of several lines.
  let reason: String
  /// The name of the database that was asked for.
  let database: String
  /// Whether the server has asked for a password, and none was found.
  let needsPassword: Bool
}
