import Model

/// A DNS question and the strict reading of its answer (RFC 1035 §4): what does not fit exactly is no answer.
struct NameMessage: Sendable {
  enum Kind: UInt16, Sendable, CaseIterable {
    case ipv4 = 1
    case ipv6 = 28
  }

  enum Reply: Sendable, Hashable {
    case found(addresses: [NameAnswer.Found], aliases: [String])
    /// Cut off by the datagram's size: to be asked again over TCP.
    case truncated
    case fault(NameFault)
  }

  static let mostAliases = 8

  /// Wire form: labels behind their lengths, lower case, the root's zero last.
  let name: [UInt8]
  let kind: Kind
  let id: UInt16

  /// Nil for what is no DNS name.
  static func wireName(_ host: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for label in host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...63).contains(label.count) else { return nil }
      bytes.append(UInt8(label.count))
      bytes += label
    }
    return bytes.count <= 254 ? bytes + [0] : nil
  }

  /// Recursion desired, one question of class IN, nothing else.
  var question: [UInt8] { Self.big(id) + [0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name + Self.big(kind.rawValue) + Self.big(1) }

  private static func big(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

  /// Nil for anything that is not a well-formed answer to exactly this question; such a message is ignored.
  func reply(_ bytes: [UInt8]) -> Reply? {
    var reader = NameReader(bytes)
    guard let heard = reader.number16(), heard == id, let flags = reader.number16(), flags & 0xF800 == 0x8000, let questions = reader.number16(),
      questions == 1, let answers = reader.number16(), reader.skip(4), let asked = reader.name(), asked == name,
      reader.number16() == kind.rawValue, reader.number16() == 1
    else { return nil }
    switch flags & 0x000F {
    case 0: break
    case 3: return .fault(.nxdomain)
    case 2: return .fault(.serverFailure)
    default: return .fault(.refused)
    }
    return flags & 0x0200 != 0 ? .truncated : records(&reader, count: Int(answers))
  }

  /// The addresses at the end of the CNAME chain. What stands there for other names was not asked for and is not believed.
  private func records(_ reader: inout NameReader, count: Int) -> Reply? {
    var links: [[UInt8]: (target: [UInt8], lifetime: Int)] = [:]
    var addresses: [[UInt8]: [NameAnswer.Found]] = [:]
    for _ in 0..<count {
      guard let record = reader.record() else { return nil }
      guard record.isInternet else { continue }
      if record.type == 5 {
        guard let target = reader.name(inside: record.data) else { return nil }
        if links[record.owner] == nil { links[record.owner] = (target, record.lifetime) }
      } else if record.type == kind.rawValue {
        guard record.data.count == (kind == .ipv4 ? 4 : 16) else { return nil }
        addresses[record.owner, default: []].append(
          NameAnswer.Found(address: IPAddress(bytes: Array(reader.bytes[record.data])), lifetime: record.lifetime))
      }
    }
    var (current, lifetime, aliases) = (name, Int.max, [String]())
    while let link = links[current] {
      guard aliases.count < Self.mostAliases else { return .fault(.chain) }
      (current, lifetime) = (link.target, min(lifetime, link.lifetime))
      aliases.append(Self.text(current))
    }
    let found = (addresses[current] ?? []).map { NameAnswer.Found(address: $0.address, lifetime: min(lifetime, $0.lifetime ?? lifetime)) }
    return .found(addresses: found, aliases: aliases)
  }

  /// Dotted, with a question mark for every byte that no host name has.
  private static func text(_ name: [UInt8]) -> String {
    var labels: [String] = []
    var at = 0
    while at < name.count, name[at] > 0 {
      let label = name[(at + 1)...(at + Int(name[at]))]
      labels.append(
        String(
          decoding: label.map { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F ? $0 : UInt8(ascii: "?") },
          as: UTF8.self))
      at += Int(name[at]) + 1
    }
    return labels.joined(separator: ".")
  }
}

/// What a name led to, whoever knew it.
struct NameAnswer: Sendable, Hashable {
  struct Found: Sendable, Hashable {
    let address: IPAddress
    /// Seconds; nil from a file.
    let lifetime: Int?
  }
  let addresses: [Found]
  let aliases: [String]
}
