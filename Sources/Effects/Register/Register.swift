import Model

/// The append-only store of runs and results.
package enum Register {}
