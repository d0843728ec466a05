import Documents
import FoundationEssentials
import Model

/// What a sandbox leaves in its folder for the tool that tests it.
struct SandboxFiles {
  let directory: String
  var trustStore: String { directory + "/ca.pem" }
  var registry: String { directory + "/registry.json" }

  func write(_ scenario: Scenario, rootPEM: String, overrides: [String], token: String) throws {
    try FileManager.default.createDirectory(atPath: directory + "/contracts", withIntermediateDirectories: true)
    try write(Array((rootPEM + "\n").utf8), to: trustStore)
    try write(scenario.registry.bytes(pretty: true) + [0x0A], to: registry)
    for service in scenario.services {
      try write(service.contract.bytes(pretty: true) + [0x0A], to: "\(directory)/contracts/\(service.service.id).json")
    }
    let options = overrides.map { "--connect \($0)" } + ["--trust-store \(trustStore)", "--permit loopback"]
    try write(Array((options.joined(separator: " ") + "\n").utf8), to: directory + "/options")
    try write(Array("SELARAS_SANDBOX_TOKEN=\(token)\n".utf8), to: directory + "/environment")
  }

  private func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(filePath: path), options: .atomic) }
}
