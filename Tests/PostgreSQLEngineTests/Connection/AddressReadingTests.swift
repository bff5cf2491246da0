import Engine
import Glibc
import SchemaModel
import TestSupport
import Testing

@testable import PostgreSQLEngine

/// What libpq reads in an address, beside what is read and shown of it here.
@Suite struct AddressReadingTests {
  @Test func `an address that libpq reads is one of a server, and shows no secret`() throws {
    let seed = getenv("GIT_MIGRATE_SEED").flatMap { UInt64(String(cString: $0)) }
    var readable = 0
    for seed in seed.map({ [$0] }) ?? Array(1...5000) {
      var generator = AddressGenerator(seed: seed)
      let address = generator.address()
      guard let options = try LibpqOptions(address) else { continue }
      readable += 1
      expectSecrecy(of: address, options, seed)
      try expectSameParameters(in: address, options, seed)
    }
    // Else it would show little.
    #expect(readable > 2500 || seed != nil)
  }

  private func expectSecrecy(of address: String, _ options: LibpqOptions, _ seed: UInt64) {
    let names = ["password", "sslpassword"]
    let isElsewhere = options.values.contains { name, value in
      !names.contains(name) && value.contains(AddressGenerator.secret)
    }
    guard !isElsewhere, names.contains(where: { options[$0]?.isEmpty == false }) else { return }
    let shown = DatabaseURL.redacted(address)
    #expect(!shown.contains(AddressGenerator.secret), "\(address) is shown as \(shown), \(seed)")
    #expect(DatabaseURL.hasPassword(address), "\(address), \(seed)")
  }

  /// What is shown is still an address, of the same server.
  private func expectSameParameters(
    in address: String, _ options: LibpqOptions, _ seed: UInt64
  ) throws {
    guard !options.values.isEmpty else { return }
    let url = try DatabaseURL(address)
    #expect(url.dialect == .postgresql, "\(address), \(seed)")
    #expect(try LibpqOptions(url.location)?.values == options.values, "\(address), \(seed)")
    // An address in an address is hidden with what is round it.
    let isNested = options.values.values.contains {
      $0.unicodeScalars.contains("://".unicodeScalars)
    }
    guard !isAmbiguous(address), !isNested, let shown = try LibpqOptions(url.display) else {
      return
    }
    for (name, value) in shown.values where !value.contains("***") && name != "dbname" {
      #expect(value == options[name], "\(name) of \(address) is shown as \(url.display), \(seed)")
    }
  }
}

extension AddressReadingTests {
  /// Whether it is not sure what belongs to a password, so that more is hidden.
  private func isAmbiguous(_ address: String) -> Bool {
    let scalars = address.unicodeScalars
    guard let scheme = scalars.firstRange(of: "://".unicodeScalars) else { return false }
    let rest = scalars[scheme.upperBound...]
    let beforeLast = rest.lastIndex(of: "@").map { rest[..<$0] }
    return beforeLast?.contains { ["/", "?", "@"].contains($0) } ?? false
  }
}

/// The parameters that libpq's own reader finds in an address.
struct LibpqOptions {
  private(set) var values: [String: String] = [:]

  subscript(name: String) -> String? { values[name] }

  /// Called `PQconninfoOption`.
  private struct Option {
    let keyword, variable, compiled, value, label, display: UnsafePointer<CChar>?
    let size: Int
  }

  /// - Returns: `nil` where libpq refuses the address.
  init?(_ address: String) throws {
    let library = try Libpq.load()
    var reason: UnsafeMutablePointer<CChar>?
    let options = library.parseAddress(address, &reason)
    defer {
      library.freeAddress(options)
      library.freeMemory(reason)
    }
    guard var option = options?.assumingMemoryBound(to: Option.self) else { return nil }
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.value {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
  }
}
