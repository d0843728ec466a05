/// What a host's name led to when an exchange was made; kept when the peer's address alone does not tell it.
package struct Resolution: Sendable, Hashable {
  package struct Found: Sendable, Hashable {
    package let address: String
    /// Seconds that the answer may be kept; nil where a file and no name server knew the name.
    package let lifetime: Int?
    /// Why the egress guard sends nothing there; nil when it may.
    package let refusal: String?
    package init(address: String, lifetime: Int?, refusal: String?) {
      self.address = address
      self.lifetime = lifetime
      self.refusal = refusal
    }
  }
  /// The names that CNAME records led to, in order.
  package let aliases: [String]
  /// All addresses, IPv4 first; at most sixteen.
  package let addresses: [Found]
  /// Addresses that were dialled first and could not be connected to.
  package let passedOver: [String]

  package init(aliases: [String], addresses: [Found], passedOver: [String]) {
    self.aliases = aliases
    self.addresses = addresses
    self.passedOver = passedOver
  }

  /// More than one plain name with one address.
  package var isNoteworthy: Bool {
    !aliases.isEmpty || addresses.count > 1 || addresses.contains { $0.refusal != nil } || !passedOver.isEmpty
  }
}
