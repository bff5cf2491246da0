/// What the server calls a part of a schema: a catalog, a row of it, and perhaps a column.
struct CatalogAddress: Hashable {
  let catalog: String
  let oid: String
  /// The number of the column, `0` for the whole.
  var column = "0"
}
