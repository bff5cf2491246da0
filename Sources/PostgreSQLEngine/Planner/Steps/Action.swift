/// What a plan does with an element on the way from one schema to another.
enum Action: Hashable {
  case keep
  case create
  case drop
  /// It is altered in place.
  case alter
  /// It is dropped and created again.
  case recreate

  var isDropped: Bool { self == .drop || self == .recreate }
  var isCreated: Bool { self == .create || self == .recreate }
}
