package import Model

/// `evaluate(evidence, standard) → [Verdict]`: pure, the same today and in five years.
package enum Evaluator {
  /// One verdict for each requirement of the standard, in its order.
  package static func evaluate(_ evidence: Evidence, _ standard: Standard) -> [Verdict] { [] }
}
