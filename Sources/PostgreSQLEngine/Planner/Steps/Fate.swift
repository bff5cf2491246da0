/// What becomes of a fact on the way from one schema to another.
enum Fate: Hashable {
  case keep
  case make
  case remove
  /// It is altered in place.
  case change
  /// It is removed and made again.
  case replace

  var isRemoved: Bool { self == .remove || self == .replace }
  var isMade: Bool { self == .make || self == .replace }
}
