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
    ("a=b.db", "a=b.db"), ("data/user=5.db", "data/user=5.db"),
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
    ("PostgreSQL://h/d", "postgresql://h/d"),
    ("connect_timeout=5 host=h password=S", "connect_timeout=5 host=h password=S"),
    ("sslcrl=a hots=h pasword=S", "sslcrl=a hots=h pasword=S"),
    ("keepalives=0", "keepalives=0"), ("typo=1 dbname=d", "typo=1 dbname=d"),
    ("PASSWORD=S", "PASSWORD=S"),
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
    ("postgresql://h/d?user=u&password=secret&x=1", "postgresql://h/d?user=u&password=***&x=***"),
    ("postgresql://h/d?PASSWORD=secret", "postgresql://h/d?password=***"),
    ("postgresql://h/d?sslpassword=secret", "postgresql://h/d?sslpassword=***"),
    ("host=h password=secret dbname=d", "host=h password=*** dbname=d"),
    (#"password = 'se\'cr et' host=h"#, "password = *** host=h"),
    (#"password=se\ cret host=h"#, "password=*** host=h"), ("password='secret", "password=***"),
    ("host=h sslpassword=secret", "host=h sslpassword=***"),
    ("connect_timeout=5 host=h password=secret", "connect_timeout=5 host=h password=***"),
    ("PASSWORD=secret host=h", "PASSWORD=*** host=h"),
    ("host=h password=sec ret port=1", "host=h password=*** ***"),
    ("dbname=postgresql://u:secret@h/d", "dbname=postgresql://u:***@h/d"),
    ("dbname='host=h password=secret'", "dbname=host=h password=***"),
    ("options='-c app.password=secret' user=u", "options=*** user=u"),
    ("postgresql://h/d?pass%77ord=secret", "postgresql://h/d?password=***"),
    ("postgresql://h/d?%50assword=secret", "postgresql://h/d?password=***"),
    (
      "postgresql://h/?dbname=postgresql%3A%2F%2Fu:secret@h%2Fd",
      "postgresql://h/?dbname=postgresql:***@h/d"
    ),
    ("PostgreSQL+asyncpg://u:secret@h/d", "postgresql://u:***@h/d"),
  ])
  func `a password is never shown`(text: String, display: String) throws {
    #expect(try DatabaseURL(text).display == display)
  }

  @Test(arguments: [
    ("mysql://u:secret@h/d", "mysql://u:***@h/d"), ("sqlite://", "sqlite://"),
    ("sqlite:///", "sqlite:///"), ("sqlite:///:memory:", "sqlite:///:memory:"),
    ("postgresql:u:secret@h", "postgresql:***"),
    ("sqlite://u:secret@h/d", "sqlite://u:***@h/d"), ("sqlite://app.db", "sqlite://app.db"),
  ])
  func `what names no database file or known server is refused`(text: String, shown: String) {
    #expect(throws: DatabaseError.unsupportedURL(shown)) { try DatabaseURL(text) }
  }

  @Test(arguments: [
    "postgresql://u:secret@h/d", "postgresql://h/d?pass%77ord=secret", "PASSWORD=secret host=h",
    "connect_timeout=5 host=h password=secret", "dbname=postgresql://u:secret@h/d",
    "host=h sslpassword='secret'",
  ])
  func `a committed password is found`(text: String) {
    #expect(DatabaseURL.hasPassword(text))
  }

  @Test(arguments: [
    "postgresql://u@h/d?application_name=x&x=1", "host=h dbname=d", "HOST=h python models.py",
    "models.py --password=x", "v[0-9]*", "app.models",
  ])
  func `what has no password is left alone`(text: String) {
    #expect(!DatabaseURL.hasPassword(text))
  }
}
