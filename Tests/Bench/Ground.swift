import Foundation
import TestSupport

/// What is measured against: nginx on loopback with one worker, and the bare libcurl client of the lab; all of it ended with the bench.
final class Ground {
  static let plainPort = 18_080
  static let securePort = 18_444
  /// One certificate for each twenty-five hosts from here on.
  static let firstHostPort = 18_500
  static let hostsPerPort = 25
  static let hosts = 10_000

  let folder: String
  let bareClient: String?
  private let nginx = Process()
  var trustStore: String { folder + "/ca.pem" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-bench-\(ProcessInfo.processInfo.processIdentifier)").path
    try FileManager.default.createDirectory(atPath: folder + "/www", withIntermediateDirectories: true)
    // The workers of nginx are somebody else.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    let filler = #"{"data":[],"pad":""# + String(repeating: "x", count: 1024 - 20) + #""}"#
    try (filler + String(repeating: " ", count: max(0, 1024 - filler.utf8.count))).prefix(1024).write(
      toFile: folder + "/www/1k.json", atomically: true, encoding: .utf8)
    bareClient = Self.build(in: folder)
    try makeCertificates()
    try configuration().write(toFile: folder + "/nginx.conf", atomically: true, encoding: .utf8)
    nginx.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    nginx.arguments = ["nginx", "-c", folder + "/nginx.conf"]
    nginx.environment = ["PATH": "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"]
    try nginx.run()
    Thread.sleep(forTimeInterval: 1)
    guard nginx.isRunning else {
      throw GroundFault(text: "nginx does not start: install nginx-light (make bench does), and see that port \(Self.plainPort) is free.")
    }
  }

  func end() {
    nginx.terminate()
    nginx.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Nil where the lab is not beside the project.
  private static func build(in folder: String) -> String? {
    let lab = ProcessInfo.processInfo.environment["SELARAS_LAB"] ?? Suites.repository + "/../shared/lab"
    let source = lab + "/wire/c/wire.c"
    guard FileManager.default.fileExists(atPath: source) else { return nil }
    let built = Shell.run("gcc", ["-O2", "-o", folder + "/bare", source, "-lcurl", "-lpthread"])
    return built.status == 0 ? folder + "/bare" : nil
  }

  private func makeCertificates() throws {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    let root = Shell.run(
      "openssl", ["req", "-x509"] + key + ["-keyout", folder + "/ca.key", "-out", trustStore, "-days", "30", "-subj", "/CN=Selaras Bench"])
    guard root.status == 0 else { throw GroundFault(text: "openssl makes no certificate: \(root.output)") }
    for index in 0...(Self.hosts / Self.hostsPerPort) {
      // The last one is for the single host.
      let isSingle = index == Self.hosts / Self.hostsPerPort
      let names = isSingle ? ["127.0.0.1"] : (0..<Self.hostsPerPort).map { WireLoad.host(index * Self.hostsPerPort + $0) }
      let made = Shell.run(
        "openssl",
        ["req", "-x509", "-CA", trustStore, "-CAkey", folder + "/ca.key"] + key + [
          "-keyout", "\(folder)/\(index).key", "-out", "\(folder)/\(index).pem", "-days", "30", "-subj", "/CN=bench", "-addext",
          "subjectAltName=" + names.map { "IP:" + $0 }.joined(separator: ","), "-addext", "basicConstraints=critical,CA:FALSE",
        ])
      guard made.status == 0 else { throw GroundFault(text: "openssl makes no certificate: \(made.output)") }
    }
  }

  private func configuration() -> String {
    let last = Self.hosts / Self.hostsPerPort
    func secure(_ port: Int, _ index: Int) -> String {
      "server { listen 0.0.0.0:\(port) ssl backlog=16384; ssl_certificate \(folder)/\(index).pem; ssl_certificate_key \(folder)/\(index).key; }"
    }
    return """
      worker_processes 1; worker_rlimit_nofile 65536; pid \(folder)/nginx.pid; error_log \(folder)/error.log warn; daemon off;
      events { worker_connections 32768; }
      http {
        access_log off; default_type application/json; keepalive_requests 100000000; keepalive_timeout 300s; tcp_nodelay on;
        open_file_cache max=100 inactive=600s; root \(folder)/www; ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:S:20m;
        client_body_temp_path \(folder)/t1; proxy_temp_path \(folder)/t2; fastcgi_temp_path \(folder)/t3; uwsgi_temp_path \(folder)/t4;
        scgi_temp_path \(folder)/t5;
        server { listen 0.0.0.0:\(Self.plainPort) backlog=16384; }
        \(secure(Self.securePort, last))
        \((0..<last).map { secure(Self.firstHostPort + $0, $0) }.joined(separator: "\n  "))
      }
      """
  }
}

struct GroundFault: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// Other programs, waited for.
enum Shell {
  static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.hasPrefix("/") ? program : "/usr/bin/env")
    process.arguments = program.hasPrefix("/") ? arguments : [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return (127, "\(error)") }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
