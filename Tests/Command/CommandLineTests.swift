import Foundation
import TestSupport
import Testing

/// Exit codes and sentences of the program, as scripts and people meet them (design: formats.md §4).
@Suite(.serialized) struct CommandLineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let code: Int32
    /// Parts of standard output and standard error that must be there.
    var output: [String] = []
    var errors: [String] = []
    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Case(arguments: ["explain", "DOC-06"], code: 0, output: ["DOC-06 – Live responses match the declared schema", "WHO SAYS SO"]),
    Case(arguments: ["explain", "doc-06", "--lang", "id"], code: 0, output: ["CARA MEMPERBAIKI"]),
    Case(arguments: ["explain"], code: 0, output: ["GOV-01  MUST   1", "OPS-01  MUST   1"]),
    Case(arguments: ["explain", "XYZ-99"], code: 64, errors: ["There is no requirement “XYZ-99” in the profile nasional"]),
    Case(arguments: ["specs", "check"], code: 0, output: ["Profile nasional 2026.1: 31 requirements", "0 faults"]),
    Case(arguments: ["specs", "check", "--specs", "/tidak-ada"], code: 65, errors: ["/tidak-ada"]),
    Case(arguments: ["specs", "check", "--profile", "tidak-ada"], code: 65, errors: ["There is no profile “tidak-ada”"]),
    Case(arguments: ["registry", "check", "Specs/Registry/karawang.yaml"], code: 0, output: ["0 rejected", "0 with faults"]),
    Case(arguments: ["registry", "check", "tidak-ada.yaml"], code: 65, errors: ["tidak-ada.yaml"]),
    Case(arguments: ["test", "kependudukan"], code: 64, errors: ["--registry"]),
    Case(arguments: ["test", "tidak-ada", "--registry", "Specs/Registry/karawang.yaml"], code: 65, errors: ["There is no service “tidak-ada”"]),
    Case(arguments: ["test", "ftp://x"], code: 64),
    Case(arguments: ["test", "https://layanan.contoh.go.id.test", "--consent", "P1"], code: 64, errors: ["--as"]),
    Case(arguments: ["test", "https://layanan.contoh.go.id.test", "--only", "ABC-01"], code: 64, errors: ["ABC-01"]),
    Case(arguments: ["test", "https://layanan.contoh.go.id.test", "--contract", "tidak-ada.yaml"], code: 65, errors: ["tidak-ada.yaml"]),
    Case(
      arguments: ["test", "https://layanan.contoh.go.id.test", "--name-server", "127.0.0.1:9"], code: 69,
      errors: ["the name servers cannot tell where layanan.contoh.go.id.test is (NOSERVER"]),
    Case(arguments: ["test", "https://layanan.contoh.go.id.test", "--name-server", "dns.contoh.test"], code: 64, errors: ["--name-server"]),
    Case(arguments: ["test", "https://layanan.contoh.go.id.test", "--close-network", "10.0.0.1/8"], code: 64, errors: ["--close-network"]),
    Case(
      arguments: ["test", "http://127.0.0.1:9/v1", "--permit", "loopback", "--close-network", "127.0.0.0/8"], code: 69,
      errors: ["may not connect to 127.0.0.1 (127.0.0.1 leads to 127.0.0.1 closed by the operator (127.0.0.0/8))"]),
    Case(arguments: ["test", "http://2130706433/v1"], code: 64),
    Case(arguments: ["test", "http://127.0.0.1:9/v1"], code: 69, errors: ["may not connect to 127.0.0.1", "--permit loopback"]),
    Case(arguments: ["test", "http://127.0.0.1:9/v1", "--permit", "loopback"], code: 69, errors: ["cannot be reached"]),
    Case(arguments: ["sweep", "--registry", "Specs/Registry/karawang.yaml"], code: 64, errors: ["--contact"]),
    Case(arguments: ["evaluate", "/tidak-ada"], code: 65, errors: ["/tidak-ada"]),
    Case(
      arguments: ["plan", "kependudukan", "--registry", "Specs/Registry/karawang.yaml", "--profile", "simulasi"], code: 0,
      output: [
        "GET https://kependudukan.karawangkab.go.id.test/v1/statistik/penduduk", "asked for by", "UJI https://", "ClientHello of TLS 1.0 only",
        "Methods: GET, HEAD, OPTIONS, UJI",
      ]),
    Case(
      arguments: ["plan", "https://layanan.contoh.go.id.test/v1", "--contract", "Specs/Contracts/data-terbuka.yaml"], code: 0,
      output: ["NOT sent: noConsent", "Methods: GET, HEAD, OPTIONS ·"]),
  ]) func endsAsItShould(_ wanted: Case) throws {
    let result = try SelarasProcess.run(wanted.arguments, environment: ["SELARAS_SANDBOX_TOKEN": "uji-token"])
    #expect(result.code == wanted.code, "\(result.errors)\(result.output.suffix(2000))")
    for part in wanted.output { #expect(result.output.contains(part), "\(result.output.prefix(4000))") }
    for part in wanted.errors { #expect(result.errors.contains(part), "\(result.errors.prefix(4000))") }
  }

  @Test func initWritesFilesThatCheckAndOverwritesNothing() async throws {
    try await SelarasProcess.withFolder { folder in
      try Data("openapi: 3.1.0\ninfo: { title: x, version: 1.0.0 }\npaths: {}\n".utf8).write(to: URL(fileURLWithPath: folder + "/openapi.yaml"))
      let arguments = ["init", folder, "--agency", "dinas-contoh", "--service", "layanan-contoh", "--ci", "github"]
      #expect(try SelarasProcess.run(arguments).code == 0)
      #expect(FileManager.default.fileExists(atPath: folder + "/.github/workflows/selaras.yml"))
      let check = try SelarasProcess.run(["registry", "check", folder + "/registri.yaml"])
      #expect(check.code == 0, "\(check.errors)")
      let again = try SelarasProcess.run(arguments)
      #expect(again.code == 73)
      #expect(again.errors.contains("is there already and is not overwritten"))
    }
  }
}
