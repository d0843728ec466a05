import ArgumentParser
import Foundation
import Model
import Wire

/// How the wire is set up: for operators, and stamped on every report.
struct WireArguments: ParsableArguments {
  @Option(name: .long, help: "HOST:PORT=ALAMAT:PORT, boleh berulang: paket untuk host itu dikirim ke alamat ini · where packets for a host go")
  var connect: [String] = []

  @Option(
    name: .customLong("trust-store"), help: "Berkas PEM yang dipercaya sebagai pengganti daftar umum · PEM file to trust instead of the public list")
  var trustStore: String?

  @Option(name: .long, help: "loopback | intranet, boleh berulang: izinkan alamat khusus itu · permit these special addresses")
  var permit: [AddressPermit] = []

  @Option(
    name: .customLong("name-server"),
    help: "ALAMAT[:PORT], boleh berulang: server nama yang ditanya sebagai pengganti milik mesin ini · name servers to ask instead of this machine's")
  var nameServer: [String] = []

  @Option(
    name: .customLong("close-network"),
    help: "Misalnya 10.9.0.0/16, boleh berulang: jaringan yang tidak pernah dihubungi, apa pun izinnya · networks never called, permitted or not")
  var closedNetwork: [String] = []

  @Option(name: .long, help: "Kontak penguji di User-Agent (atau SELARAS_CONTACT) · the tester's contact in the User-Agent")
  var contact: String?

  @Option(name: .long, help: "Dari mana pengujian dilakukan, dicatat di laporan · where the test is run from")
  var vantage = "lokal"

  @Option(name: .customLong("timeout"), help: "Batas detik untuk satu pertukaran · seconds for one exchange")
  var timeoutSeconds = 30

  func validate() throws {
    for text in connect where ConnectOverride(text) == nil {
      throw ValidationError("--connect \(text): HOST:PORT=ALAMAT:PORT (HOST:PORT=ADDRESS:PORT)")
    }
    for text in nameServer where NameServer(text) == nil { throw ValidationError("--name-server \(text): ALAMAT[:PORT] (ADDRESS[:PORT])") }
    guard nameServer.count <= 3 else { throw ValidationError("--name-server: ≤ 3") }
    for text in closedNetwork where AddressNetwork(text) == nil {
      throw ValidationError("--close-network \(text): ALAMAT/PANJANG (ADDRESS/LENGTH)")
    }
    guard (1...600).contains(timeoutSeconds) else { throw ValidationError("--timeout: 1–600") }
    if let contactText, !contactText.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { throw ValidationError("--contact: ASCII") }
  }

  var contactText: String? { contact ?? ProcessInfo.processInfo.environment["SELARAS_CONTACT"].flatMap { $0.isEmpty ? nil : $0 } }

  func settings(maxConnections: Int) -> WireSettings {
    let standard = WireLimits.standard
    let limits = WireLimits(
      connectMilliseconds: min(standard.connectMilliseconds, timeoutSeconds * 1000),
      silenceMilliseconds: min(standard.silenceMilliseconds, timeoutSeconds * 1000), exchangeMilliseconds: timeoutSeconds * 1000,
      headBytes: standard.headBytes, headLines: standard.headLines, lineBytes: standard.lineBytes, bodyBytes: standard.bodyBytes,
      redirects: standard.redirects)
    let who = contactText.map { "; \($0)" } ?? ""
    return WireSettings(
      userAgent: "selaras/\(Tool.version) (uji kesesuaian API; API conformance test\(who))", limits: limits,
      overrides: connect.compactMap(ConnectOverride.init), trustStore: trustStore, addressPermits: Set(permit), maxConnections: maxConnections,
      pace: .polite,
      names: nameServer.isEmpty
        ? .system() : NameSettings(servers: nameServer.compactMap(NameServer.init), milliseconds: NameSettings.standardMilliseconds),
      closedNetworks: closedNetwork.compactMap(AddressNetwork.init))
  }

  /// The words that every report shows, sorted.
  var permits: [String] {
    var words: Set<String> = []
    if !connect.isEmpty { words.insert("connectOverride") }
    if trustStore != nil { words.insert("trustStore") }
    if !nameServer.isEmpty { words.insert("nameServer") }
    if permit.contains(.loopback) { words.insert("loopbackPermit") }
    if permit.contains(.intranet) { words.insert("intranetPermit") }
    return words.sorted()
  }
}

extension AddressPermit: ExpressibleByArgument {}
