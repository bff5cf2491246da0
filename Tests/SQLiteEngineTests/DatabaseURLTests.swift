import Engine
import SchemaModel
import Testing

@Suite struct DatabaseURLTests {
  @Test(arguments: [
    ("app.db", "app.db"), ("/srv/app.db", "/srv/app.db"), ("sqlite:///app.db", "app.db"),
    ("sqlite:////srv/app.db", "/srv/app.db"), ("sqlite:///app.db?timeout=5", "app.db"),
    ("sqlite+pysqlite:///a/b.db", "a/b.db"), ("sqlite3:///app.db", "app.db"),
    ("file:app.db", "app.db"), ("file:app.db?mode=ro", "app.db"),
    ("file:///srv/app.db", "/srv/app.db"), ("file://localhost/srv/app.db", "/srv/app.db"),
    ("file:/srv/app.db#x", "/srv/app.db"), ("odd:name.db", "odd:name.db"),
  ])
  func `a SQLite database is a path`(text: String, path: String) throws {
    let url = try DatabaseURL(text)
    #expect(url.dialect == .sqlite)
    #expect(url.location == path)
  }

  @Test(arguments: [
    ("postgresql://u:p@h:5432/d", "postgresql://u:p@h:5432/d"),
    ("postgres://h/d", "postgresql://h/d"),
    ("postgresql+psycopg2://u:p@h/d", "postgresql://u:p@h/d"),
    ("host=h dbname=d", "host=h dbname=d"), (" user = u", " user = u"),
  ])
  func `a server's URL loses the driver`(text: String, location: String) throws {
    let url = try DatabaseURL(text)
    #expect(url.dialect == .postgresql)
    #expect(url.location == location)
  }

  @Test(arguments: [
    ("postgresql://u:secret@h/d", "postgresql://u:***@h/d"),
    ("postgresql://u:sec@ret@h/d", "postgresql://u:***@h/d"),
    ("postgresql://u:se:cret@h/d", "postgresql://u:***@h/d"),
    ("postgresql://:secret@h/d", "postgresql://:***@h/d"),
    ("postgresql://u@h:5432/d", "postgresql://u@h:5432/d"),
    ("postgresql://u@[::1]:5432/d", "postgresql://u@[::1]:5432/d"),
    ("postgresql://h/d?user=u&password=secret&x=1", "postgresql://h/d?user=u&password=***&x=1"),
    ("postgresql://h/d?PASSWORD=secret", "postgresql://h/d?password=***"),
    ("postgresql://h/d?sslpassword=secret", "postgresql://h/d?sslpassword=***"),
    ("host=h password=secret dbname=d", "host=h password=*** dbname=d"),
    (#"password = 'se\'cr et' host=h"#, "password = *** host=h"),
    (#"password=se\ cret host=h"#, "password=*** host=h"), ("password='secret", "password=***"),
    ("host=h sslpassword=secret", "host=h sslpassword=***"),
  ])
  func `a password is never shown`(text: String, display: String) throws {
    #expect(try DatabaseURL(text).display == display)
  }

  @Test(arguments: [
    ("mysql://u:secret@h/d", "mysql://u:***@h/d"), ("sqlite://", "sqlite://"),
    ("sqlite:///", "sqlite:///"), ("sqlite:///:memory:", "sqlite:///:memory:"),
    ("sqlite://u:secret@h/d", "sqlite://u:***@h/d"), ("sqlite://app.db", "sqlite://app.db"),
  ])
  func `what names no database file or known server is refused`(text: String, shown: String) {
    #expect(throws: DatabaseError.unsupportedURL(shown)) { try DatabaseURL(text) }
  }
}
