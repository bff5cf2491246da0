import Glibc
import Testing

@testable import Workflows

struct LinkedLibraryTests {
  @Test func `A shared library is told by its file`() throws {
    let address = try #require(dlsym(dlopen(nil, RTLD_NOW), "getpid"))
    let file = LinkedLibrary(version: "1", address: UnsafeRawPointer(address)).file
    #expect(file?.contains("/libc.so.") == true, "\(file ?? "none")")
  }

  @Test func `What is part of the program has no file`() {
    let function: @convention(c) () -> Int32 = { 1 }
    let address = unsafeBitCast(function, to: UnsafeRawPointer.self)
    #expect(LinkedLibrary(version: "1", address: address).file == nil)
  }
}
