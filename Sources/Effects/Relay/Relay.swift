import Model

/// The verbs in order for one subject.
package enum Relay {}
