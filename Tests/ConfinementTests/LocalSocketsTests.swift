import Testing

@testable import Confinement

struct LocalSocketsTests {
  @Test func `paths are read, and nothing else`() {
    let table = """
      Num       RefCount Protocol Flags    Type St Inode Path
      000000006e853c25: 00000003 00000000 00000000 0001 03 187446
      00000000c5f46477: 00000002 00000000 00010000 0001 01 18744 /run/dbus/system_bus_socket
      00000000c5f46478: 00000002 00000000 00010000 0001 01 18745 @/tmp/.X11-unix/X0
      00000000c5f46479: 00000002 00000000 00010000 0001 01 18746 /tmp/with a blank
      00000000c5f46480: 00000002 00000000 00010000 0001 01 18747 relative
      cut
      """
    #expect(
      LocalSockets.paths(in: Array(table.utf8))
        == ["/run/dbus/system_bus_socket", "/tmp/with a blank"])
  }
}
