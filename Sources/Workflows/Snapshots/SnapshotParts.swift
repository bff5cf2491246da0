internal import Engine
internal import GitRepository
internal import SchemaModel

/// The parts of the models that were built last, in the cache.
struct SnapshotParts: PartMemory {
  let cache: SnapshotCache
  let scope: SnapshotKey

  func schemas(of scripts: [String]) -> [Schema?] {
    let known = cache.parts(scope)
    return scripts.map { known[Self.digest(of: $0)] }
  }

  func remember(_ parts: [(script: String, schema: Schema)]) {
    cache.store(parts.map { (digest: Self.digest(of: $0.script), schema: $0.schema) }, as: scope)
  }

  private static func digest(of script: String) -> String {
    Repository.blobID(of: Array(script.utf8)).hex
  }
}
