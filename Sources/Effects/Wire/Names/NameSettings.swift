import CCurl
import Glibc
import Model

/// A name server's place, as `ADDRESS`, `ADDRESS:PORT` or `[ADDRESS]:PORT`.
package struct NameServer: Sendable, Hashable {
  let address: IPAddress
  let port: Int

  init(address: IPAddress, port: Int) {
    self.address = address
    self.port = port
  }

  /// Nil for a name, a scope zone or a port out of range.
  package init?(_ text: String) {
    if let bare = IPAddress(text) {
      (address, port) = (bare, 53)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let number = HostSpelling.port(text[text.index(after: colon)...]) else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() } else if host.contains(":") { return nil }
    guard let found = IPAddress(String(host)) else { return nil }
    (address, port) = (found, number)
  }
}

/// Where names are looked up: the machine's own settings, or the name servers that an operator or a test names.
///
/// Search domains are left out on purpose: a registered host is a full name, and no list on our machine may lead it elsewhere.
package struct NameSettings: Sendable {
  let servers: [NameServer]
  /// Lower-case names of the hosts file.
  let hosts: [String: [IPAddress]]
  /// For one name, all name servers and both kinds of address together.
  let milliseconds: Int

  /// Exactly these servers and no hosts file.
  package init(servers: [NameServer], milliseconds: Int) {
    self.servers = Array(servers.prefix(Self.mostServers))
    self.milliseconds = milliseconds
    hosts = [:]
  }

  /// From the text of resolv.conf(5) and hosts(5).
  init(resolvers: String, hosts: String, milliseconds: Int) {
    let named = Self.lines(resolvers).compactMap { words in
      words.count > 1 && words[0] == "nameserver" ? IPAddress(words[1]).map { NameServer(address: $0, port: 53) } : nil
    }
    // As the C library does: without a word, the name server is on this machine.
    servers = named.isEmpty ? [NameServer(address: IPAddress(bytes: [127, 0, 0, 1]), port: 53)] : Array(named.prefix(Self.mostServers))
    var known: [String: [IPAddress]] = [:]
    for words in Self.lines(hosts) {
      guard let address = IPAddress(words[0]) else { continue }
      for name in words.dropFirst() { known[name.lowercased(), default: []].append(address) }
    }
    self.hosts = known
    self.milliseconds = milliseconds
  }

  /// Read once, so that a run's names do not change under it.
  package static func system() -> NameSettings {
    NameSettings(resolvers: text("/etc/resolv.conf"), hosts: text("/etc/hosts"), milliseconds: standardMilliseconds)
  }

  package static let standardMilliseconds = 5000
  private static let mostServers = 3

  /// Words of the lines that are no comment.
  private static func lines(_ text: String) -> [[String]] {
    text.utf8.split(separator: 0x0A).compactMap { line in
      let bare = line.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") }
      let words = bare.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
      return words.isEmpty ? nil : words
    }
  }

  /// At most 4 MiB; empty for a file that is not there.
  private static func text(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while bytes.count < 4 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
