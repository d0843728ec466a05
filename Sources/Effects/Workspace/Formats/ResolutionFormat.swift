import Documents
import Model
import Reading

/// What a name led to, beside an exchange whose peer does not say it all.
enum ResolutionFormat {
  static func value(_ resolution: Resolution) -> JSONValue {
    .record([
      "aliases": .texts(resolution.aliases),
      "addresses": .array(
        resolution.addresses.map { found in
          .record([
            "address": .string(found.address), "lifetime": found.lifetime.map { .integer($0) }, "refusal": .text(found.refusal),
          ])
        }), "passedOver": .texts(resolution.passedOver),
    ])
  }

  static func read(_ reader: inout MemberReader) -> Resolution? {
    let aliases = reader.strings("aliases")
    let addresses = reader.objects("addresses") { inner -> Resolution.Found? in
      let address = inner.string("address")
      let lifetime = inner.integer("lifetime", required: false)
      let refusal = inner.string("refusal", required: false)
      return address.map { Resolution.Found(address: $0, lifetime: lifetime, refusal: refusal) }
    }
    return Resolution(aliases: aliases, addresses: addresses, passedOver: reader.strings("passedOver"))
  }
}
