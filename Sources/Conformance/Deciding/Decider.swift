import Model

/// Verdicts to the word, the level and the number (design: scoring.md).
package enum Decider {}
