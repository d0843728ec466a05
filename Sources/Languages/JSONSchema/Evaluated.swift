/// Which children of one value the keywords so far have looked at, for `unevaluatedItems` and `unevaluatedProperties`.
struct Evaluated {
  /// Nobody asks where this is false, and nothing is kept.
  let isWanted: Bool
  private var hasAll = false
  /// Leading elements of an array.
  private var leading = 0
  /// Further children, by their place in the document.
  private var children: Set<Int> = []

  init(isWanted: Bool) { self.isWanted = isWanted }

  mutating func noteAll() { hasAll = true }

  mutating func note(leading count: Int) {
    if isWanted { leading = max(leading, count) }
  }

  mutating func note(_ child: Int) {
    if isWanted { children.insert(child) }
  }

  mutating func merge(_ other: Evaluated) {
    guard isWanted else { return }
    hasAll = hasAll || other.hasAll
    leading = max(leading, other.leading)
    children.formUnion(other.children)
  }

  func holds(_ child: Int) -> Bool { hasAll || children.contains(child) }
  func holds(_ child: Int, at position: Int) -> Bool { hasAll || position < leading || children.contains(child) }
}
