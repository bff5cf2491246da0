internal import Engine
internal import SchemaModel

/// The change of an object that is no table, in place.
struct ObjectChange {
  let from: SchemaObject
  let to: SchemaObject

  var isPossible: Bool {
    switch to.kind {
    case .view: canReplaceView
    case .function, .procedure, .aggregate: canReplaceRoutine
    case .rule: from.attributes[.enabled] == to.attributes[.enabled] || hasOtherFiring
    case .trigger, .eventTrigger: hasOtherFiring
    case .enumeration: Enumeration(from).grows(to: Enumeration(to))
    case .domain:
      from.attributes[.type] == to.attributes[.type]
        && from.attributes[.collation] == to.attributes[.collation]
    case .compositeType: canAlterComposite
    case .sequence, .comment, .privileges, .defaultPrivileges, .owner, .fileExtension: true
    case .policy: canAlterPolicy
    case .publication: canAlterPublication
    default: false
    }
  }

  func statements() -> [Statement] {
    switch to.kind {
    case .rule where hasOtherFiring, .trigger, .eventTrigger: [firing]
    case .view, .function, .procedure, .aggregate, .rule:
      [Statement(to.declaration.creating(orReplacing: true))]
    case .enumeration: enumerationStatements
    case .domain: domainStatements
    case .compositeType: compositeStatements
    case .sequence: sequenceStatements
    case .policy: [policyStatement]
    case .publication: publicationStatements
    case .fileExtension: extensionStatements
    case .privileges, .defaultPrivileges:
      [from.removalStatement, Statement(to.declaration)]
    default: [Statement(to.declaration)]
    }
  }

  // MARK: Triggers and rules

  /// Whether nothing differs but when the trigger or rule fires.
  private var hasOtherFiring: Bool {
    var other = from
    other.attributes[AttributeKey.enabled.rawValue] = to.attributes[.enabled]
    return from != to && other == to
  }

  private var firing: Statement {
    let action = to.attributes[.enabled]?.uppercased() ?? "ENABLE"
    guard to.kind != .eventTrigger else {
      return Statement("ALTER EVENT TRIGGER \(to.name.identifier) \(action)")
    }
    let keyword = to.kind == .rule ? "RULE" : "TRIGGER"
    return Statement(
      "ALTER TABLE \((to.table ?? to.name).sql) \(action) \(keyword) \(to.name.identifier)")
  }

  // MARK: Views and routines

  /// Columns can only be added, at the end.
  private var canReplaceView: Bool {
    guard from.columns.count <= to.columns.count else { return false }
    return zip(from.columns, to.columns).allSatisfy { old, new in
      old.name == new.name && old.type == new.type && old.collation == new.collation
    }
  }

  /// The names of arguments and what is returned stay; defaults can be added.
  private var canReplaceRoutine: Bool {
    guard from.attributes[.returns] == to.attributes[.returns] else { return false }
    let old = SQLList.elements(of: from.attributes[.arguments] ?? "").map(Argument.init)
    let new = SQLList.elements(of: to.attributes[.arguments] ?? "").map(Argument.init)
    return old.count == new.count
      && zip(old, new).allSatisfy { old, new in
        old.declaration == new.declaration && (!old.hasDefault || new.hasDefault)
      }
  }

  private struct Argument {
    let declaration: String
    let hasDefault: Bool

    init(_ text: String) {
      let range = SQLList.place(of: " DEFAULT ", in: text)
      declaration = range.map { String(text[..<$0]) } ?? text
      hasDefault = range != nil
    }
  }

  // MARK: Types

  private var enumerationStatements: [Statement] {
    let old = Enumeration(from).labels
    let new = Enumeration(to).labels
    return new.enumerated().filter { !old.contains($0.element) }.map { place, label in
      var sql = "ALTER TYPE \(to.name.typeSQL) ADD VALUE \(label.sqlLiteral)"
      if place < new.count - 1, new[place...].contains(where: old.contains) {
        sql +=
          place == 0
          ? " BEFORE \(firstOld(in: new, old).sqlLiteral)"
          : " AFTER \(new[place - 1].sqlLiteral)"
      }
      return Statement(sql)
    }
  }

  private func firstOld(in labels: [String], _ old: [String]) -> String {
    labels.first(where: old.contains) ?? ""
  }

  private var domainStatements: [Statement] {
    let prefix = "ALTER DOMAIN \(to.name.typeSQL)"
    var actions: [String] = []
    let old = DomainConditions(from).constraints
    let new = DomainConditions(to).constraints
    for (name, text) in old.sorted(by: { $0.key < $1.key }) where new[name] != text {
      if text == (new[name] ?? "") + " NOT VALID" {
        actions.append("VALIDATE CONSTRAINT \(name)")
      } else {
        actions.append("DROP CONSTRAINT \(name)")
      }
    }
    if from.attributes[.defaultValue] != to.attributes[.defaultValue] {
      actions.append(to.attributes[.defaultValue].map { "SET DEFAULT \($0)" } ?? "DROP DEFAULT")
    }
    actions += notNullActions
    for (name, text) in new.sorted(by: { $0.key < $1.key })
    where old[name] != text && old[name] != text + " NOT VALID" {
      actions.append("ADD CONSTRAINT \(name) \(text)")
    }
    return actions.map { Statement("\(prefix) \($0)") }
  }

  private var notNullActions: [String] {
    func name(_ domain: SchemaObject) -> String {
      domain.attributes[.notNullName]
        ?? ChosenName(table: domain.name.spelling, columns: [], label: "not_null").spelling
    }
    switch (from.attributes[.notNull], to.attributes[.notNull]) {
    case (nil, nil): return []
    case (_, nil): return ["DROP NOT NULL"]
    case (nil, _):
      return [
        to.attributes[.notNullName].map { "ADD CONSTRAINT \($0.sqlIdentifier) NOT NULL" }
          ?? "SET NOT NULL"
      ]
    default:
      return name(from) == name(to)
        ? []
        : ["RENAME CONSTRAINT \(name(from).sqlIdentifier) TO \(name(to).sqlIdentifier)"]
    }
  }

  /// The types of attributes cannot be altered while a table uses the type, nor can their order.
  private var canAlterComposite: Bool {
    let kept = from.columns.filter { old in to.columns.contains { $0.name == old.name } }
    return zip(kept, to.columns).allSatisfy { old, new in
      old.name == new.name && old.type == new.type && old.collation == new.collation
    }
  }

  private var compositeStatements: [Statement] {
    let gone = from.columns.filter { old in !to.columns.contains { $0.name == old.name } }
    let new = to.columns.filter { new in !from.columns.contains { $0.name == new.name } }
    let actions =
      gone.map { "DROP ATTRIBUTE \($0.name.sql)" }
      + new.map { "ADD ATTRIBUTE \($0.name.sql) \($0.typeAndCollation)" }
    return actions.isEmpty
      ? []
      : [
        Statement("ALTER TYPE \(to.name.typeSQL) \(actions.joined(separator: ", "))")
      ]
  }

  // MARK: Sequences, policies, publications

  private var sequenceStatements: [Statement] {
    let (old, new) = (from.sequenceRange, to.sequenceRange)
    func differs(_ key: AttributeKey) -> Bool { from.attributes[key] != to.attributes[key] }
    var options: [String] = []
    if differs(.type) { options.append("AS \(to.attributes[.type] ?? "bigint")") }
    if differs(.increment) { options.append("INCREMENT BY \(to.attributes[.increment] ?? "1")") }
    let turns = old.isDescending != new.isDescending
    if differs(.minimum) || turns { options.append(new.minimumClause) }
    if differs(.maximum) || turns { options.append(new.maximumClause) }
    if old.start != new.start { options.append("START WITH \(new.start)") }
    if new.isApart(from: old) { options.append("RESTART") }
    if differs(.cache) { options.append("CACHE \(to.attributes[.cache] ?? "1")") }
    if differs(.cycle) { options.append(to.attributes[.cycle] == nil ? "NO CYCLE" : "CYCLE") }
    var statements = new.statements(moving: to.name.sql, from: old)
    if !options.isEmpty {
      statements.append(
        Statement("ALTER SEQUENCE \(to.name.sql) \(options.joined(separator: " "))"))
    }
    if differs(.persistence) {
      let kind = to.attributes[.persistence] == nil ? "LOGGED" : "UNLOGGED"
      statements.append(Statement("ALTER SEQUENCE \(to.name.sql) SET \(kind)"))
    }
    return statements
  }

  /// A condition can be altered, but not taken away.
  private var canAlterPolicy: Bool {
    from.attributes[.command] == to.attributes[.command]
      && from.attributes[.permissive] == to.attributes[.permissive]
      && (from.attributes[.using] == nil || to.attributes[.using] != nil)
      && (from.attributes[.check] == nil || to.attributes[.check] != nil)
  }

  private var policyStatement: Statement {
    var sql = "ALTER POLICY \(to.name.identifier) ON \((to.table ?? to.name).sql)"
    if from.attributes[.roles] != to.attributes[.roles] {
      sql += " TO \(to.attributes[.roles] ?? "PUBLIC")"
    }
    if let text = to.attributes[.using], text != from.attributes[.using] {
      sql += " USING \(text.inParentheses)"
    }
    if let text = to.attributes[.check], text != from.attributes[.check] {
      sql += " WITH CHECK \(text.inParentheses)"
    }
    return Statement(sql)
  }

  private var canAlterPublication: Bool {
    from.attributes[.forAllTables] == to.attributes[.forAllTables]
      && (publishedParts(of: to).isEmpty == publishedParts(of: from).isEmpty)
  }

  private func publishedParts(of publication: SchemaObject) -> String {
    let tables = publication.attributes[.tables].map { "TABLE \($0)" }
    let schemas = publication.attributes[.schemas].map { "TABLES IN SCHEMA \($0)" }
    return [tables, schemas].compactMap(\.self).joined(separator: ", ")
  }

  private var publicationStatements: [Statement] {
    let name = to.name.identifier
    var statements: [Statement] = []
    if publishedParts(of: from) != publishedParts(of: to) {
      statements.append(Statement("ALTER PUBLICATION \(name) SET \(publishedParts(of: to))"))
    }
    var options: [String] = []
    if from.attributes[.publish] != to.attributes[.publish] {
      let operations = to.attributes[.publish] ?? "insert, update, delete, truncate"
      options.append("publish = \(operations.sqlLiteral)")
    }
    if from.attributes[.viaRoot] != to.attributes[.viaRoot] {
      let isOn = to.attributes[.viaRoot] != nil
      options.append("publish_via_partition_root = \(isOn)")
    }
    if from.attributes[.generatedColumns] != to.attributes[.generatedColumns] {
      let columns = to.attributes[.generatedColumns] ?? "none"
      options.append("publish_generated_columns = \(columns)")
    }
    if !options.isEmpty {
      statements.append(
        Statement("ALTER PUBLICATION \(name) SET (\(options.joined(separator: ", ")))"))
    }
    return statements
  }

  private var extensionStatements: [Statement] {
    guard from.attributes[.schema] != to.attributes[.schema] else { return [] }
    let schema = (to.attributes[.schema] ?? "public").sqlIdentifier
    return [Statement("ALTER EXTENSION \(to.name.identifier) SET SCHEMA \(schema)")]
  }
}

extension String {
  /// The statement with or without `OR REPLACE` after its `CREATE`.
  func creating(orReplacing: Bool) -> String {
    let prefix = "CREATE "
    guard hasPrefix(prefix) else { return self }
    var rest = dropFirst(prefix.count)
    if rest.hasPrefix("OR REPLACE ") { rest = rest.dropFirst("OR REPLACE ".count) }
    return prefix + (orReplacing ? "OR REPLACE " : "") + rest
  }

  var inParentheses: String { hasPrefix("(") && hasSuffix(")") ? self : "(\(self))" }
}

extension SchemaObject {
  /// What statements call a type or a collation.
  var typeTitle: String {
    switch kind {
    case .domain: "DOMAIN \(name.typeSQL)"
    case .collation: "COLLATION \(name.sql)"
    default: "TYPE \(name.typeSQL)"
    }
  }

  var removalStatement: Statement {
    if let removal { return Statement(removal) }
    let keyword = kind.rawValue.uppercased()
    switch kind {
    case .enumeration, .compositeType, .rangeType, .baseType:
      return Statement("DROP TYPE \(name.typeSQL)")
    case .domain: return Statement("DROP DOMAIN \(name.typeSQL)")
    case .fileExtension: return Statement("DROP EXTENSION \(name.identifier)")
    case .viewIndex: return Statement("DROP INDEX \(name.sql)")
    case .trigger, .rule, .policy:
      return Statement("DROP \(keyword) \(name.identifier) ON \((table ?? name).sql)")
    default: return Statement("DROP \(keyword) \(name.sql)")
    }
  }
}

extension Column {
  var typeAndCollation: String {
    type.spelling + (collation.map { " COLLATE \($0.sql)" } ?? "")
  }
}
