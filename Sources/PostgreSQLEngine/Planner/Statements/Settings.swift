internal import Engine
internal import SchemaModel

/// The properties of a table that `ALTER TABLE` sets one by one.
struct TableSettings {
  private let table: Table

  init(of table: Table) { self.table = table }

  func statements(from old: Table) -> [Statement] {
    var actions: [String] = []
    func differs(_ key: AttributeKey) -> Bool { old.attributes[key] != table.attributes[key] }
    if differs(.persistence) {
      actions.append(table.attributes[.persistence] == nil ? "SET LOGGED" : "SET UNLOGGED")
    }
    if differs(.accessMethod) {
      let method = table.attributes[.accessMethod] ?? "heap"
      actions.append("SET ACCESS METHOD \(method.sqlIdentifier)")
    }
    actions += Parameters.actions(
      from: old.attributes[.with], to: table.attributes[.with], set: "SET", reset: "RESET")
    if let action = ForeignOptions.action(
      from: old.attributes[.options], to: table.attributes[.options])
    {
      actions.append(action)
    }
    return actions.map { statement($0) } + rowSecurity(from: old)
  }

  func rowSecurity(from old: Table?) -> [Statement] {
    var actions: [String] = []
    if old?.attributes[.rowSecurity] != table.attributes[.rowSecurity] {
      let isOn = table.attributes[.rowSecurity] != nil
      actions.append("\(isOn ? "ENABLE" : "DISABLE") ROW LEVEL SECURITY")
    }
    if old?.attributes[.forceRowSecurity] != table.attributes[.forceRowSecurity] {
      let isOn = table.attributes[.forceRowSecurity] != nil
      actions.append("\(isOn ? "" : "NO ")FORCE ROW LEVEL SECURITY")
    }
    return actions.map { statement($0) }
  }

  private func statement(_ action: String) -> Statement {
    Statement("ALTER \(table.holdsRows ? "" : "FOREIGN ")TABLE \(table.name.sql) \(action)")
  }
}

/// The properties of a column that `ALTER TABLE` sets one by one.
struct ColumnSettings {
  fileprivate let column: Column
  private let table: Table

  init(of column: Column, in table: Table) {
    self.column = column
    self.table = table
  }

  /// - Parameter old: `nil` for a new column, of which the options for foreign tables are declared.
  func statements(from old: Column?) -> [Statement] {
    var actions: [String] = []
    func differs(_ key: AttributeKey) -> Bool {
      old?.attributes[key] != column.attributes[key]
    }
    if differs(.storage) {
      actions.append("SET STORAGE \(column.attributes[.storage]?.uppercased() ?? usualStorage)")
    }
    if differs(.compression) {
      actions.append("SET COMPRESSION \(column.attributes[.compression] ?? "default")")
    }
    if differs(.statistics) {
      actions.append("SET STATISTICS \(column.attributes[.statistics] ?? "-1")")
    }
    actions += Parameters.actions(
      from: old?.attributes[.options], to: column.attributes[.options], set: "SET",
      reset: "RESET")
    if let old,
      let action = ForeignOptions.action(
        from: old.attributes[.foreignOptions], to: column.attributes[.foreignOptions])
    {
      actions.append(action)
    }
    let kind = table.holdsRows ? "" : "FOREIGN "
    return actions.map {
      Statement("ALTER \(kind)TABLE \(table.name.sql) ALTER COLUMN \(column.name.sql) \($0)")
    }
  }
}

extension ColumnSettings {
  /// What a type has that has any other storage than `PLAIN`; `DEFAULT` is known from version 16 on.
  fileprivate var usualStorage: String {
    switch TypeName(column.type).base {
    case "numeric", "inet", "cidr": "MAIN"
    default: "EXTENDED"
    }
  }
}

/// The properties of an index that `ALTER INDEX` sets one by one.
struct IndexSettings {
  private let index: Index

  init(of index: Index) { self.index = index }

  /// Statistics are told as `1 100, 3 500`: the position of an expression and its target.
  func statements(from old: Index?) -> [Statement] {
    var statements: [Statement] = []
    let before = targets(of: old)
    let after = targets(of: index)
    for column in Set(before.keys).union(after.keys).sorted() where before[column] != after[column]
    {
      statements.append(
        Statement(
          """
          ALTER INDEX \(index.name.sql) ALTER COLUMN \(column) \
          SET STATISTICS \(after[column] ?? "-1")
          """))
    }
    return statements
  }

  private func targets(of index: Index?) -> [String: String] {
    var targets: [String: String] = [:]
    for element in SQLList.elements(of: index?.attributes[.statistics] ?? "") {
      let parts = element.split(separator: " ")
      if parts.count == 2 { targets[String(parts[0])] = String(parts[1]) }
    }
    return targets
  }
}

/// Storage parameters: `fillfactor=70, autovacuum_enabled=false`.
enum Parameters {
  static func actions(from old: String?, to new: String?, set: String, reset: String) -> [String] {
    guard old != new else { return [] }
    let before = SQLList.elements(of: old ?? "")
    let after = SQLList.elements(of: new ?? "")
    let gone = missing(old, in: new).map(name)
    let come = after.filter { !before.contains($0) }
    return (gone.isEmpty ? [] : ["\(reset) (\(gone.joined(separator: ", ")))"])
      + (come.isEmpty ? [] : ["\(set) (\(come.joined(separator: ", ")))"])
  }

  /// The parameters that are not set in another list, whatever they are set to.
  static func missing(_ old: String?, in new: String?) -> [String] {
    let names = Set(SQLList.elements(of: new ?? "").map(name))
    return SQLList.elements(of: old ?? "").filter { !names.contains(name($0)) }
  }

  static func name(_ parameter: String) -> String {
    String(parameter.prefix { $0 != "=" })
  }
}

/// Options of foreign tables and columns: `schema_name 'a', table_name 'b'`.
enum ForeignOptions {
  static func action(from old: String?, to new: String?) -> String? {
    guard old != new else { return nil }
    let before = SQLList.elements(of: old ?? "")
    let after = SQLList.elements(of: new ?? "")
    let oldNames = Set(before.map(name))
    let newNames = Set(after.map(name))
    let gone = before.map(name).filter { !newNames.contains($0) }.map { "DROP \($0)" }
    let come = after.filter { !before.contains($0) }.map { option in
      "\(oldNames.contains(name(option)) ? "SET" : "ADD") \(option)"
    }
    return "OPTIONS (\((gone + come).joined(separator: ", ")))"
  }

  private static func name(_ option: String) -> String {
    SQLList.place(of: " ", in: option).map { String(option[..<$0]) } ?? option
  }
}
