import Model

/// Simulated agencies on loopback.
package enum Sandbox {}
