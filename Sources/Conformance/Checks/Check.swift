package import Documents
package import Model

/// One sentence that is true of a conforming service, and the way to judge it from recorded evidence.
///
/// A check is pure: no clock ("now" is `view.now`), no network, not `async`, not `throws`. It sees only what `needs` names.
/// A check is one file, its name the sentence; a line in `CheckCatalog` makes it known.
package protocol Check: Sendable {
  /// The name dossiers use in `verify:`, for example `every-operation-has-a-unique-id`.
  static var id: String { get }
  /// Every sentence this check can say.
  static var wordings: [Wording] { get }
  /// Nil when the arguments of the dossier are not what this check takes.
  init?(arguments: JSONValue)
  var needs: Set<Need> { get }
  /// One instance per thing judged; an empty list is a fault of the check and becomes `untested(harness)`.
  func judge(_ view: EvidenceView) -> [Instance]
}

/// What a check must be given. The planner asks every check, so plan and judgement cannot disagree.
package enum Need: Sendable, Hashable {
  case registryEntry
  /// The contract, readable as OpenAPI 3.x; without one the requirement is not judged.
  case contract
  /// The contract with its diagnostics, even when it cannot be read (DOC-01).
  case contractReading
  case recipe(RecipeID)
}

extension Check {
  /// For checks without arguments: true when the dossier wrote none.
  static func takesNone(_ arguments: JSONValue) -> Bool {
    switch arguments {
    case .null: true
    case .object(let members): members.isEmpty
    default: false
    }
  }
}

extension Set<Need> {
  /// The recipes among them, in sending order.
  package var recipes: [RecipeID] {
    compactMap { if case .recipe(let id) = $0 { id } else { nil } }.sorted()
  }
}
