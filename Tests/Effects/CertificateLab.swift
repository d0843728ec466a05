import Foundation
import Glibc

/// Certificates made by the `openssl` command in a temporary folder, and `openssl s_server` processes that show them.
final class CertificateLab {
  let folder: String
  private var servers: [Process] = []

  /// Nil when the command is not there or fails.
  init?() {
    folder = NSTemporaryDirectory() + "selaras-uji-" + UUID().uuidString
    guard (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil else { return nil }
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", Self.script]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder)
    shell.standardError = FileHandle.nullDevice
    shell.standardOutput = FileHandle.nullDevice
    guard (try? shell.run()) != nil else { return nil }
    shell.waitUntilExit()
    guard shell.terminationStatus == 0 else { return nil }
  }

  deinit {
    // SIGTERM would wait for ever: it is blocked on the threads that start these processes, and children inherit that.
    for server in servers where server.isRunning { kill(-server.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  var trustStore: String { folder + "/akar.pem" }

  /// The loopback port of a server that shows `name`'s certificate and the chain that belongs to it, if any.
  func serve(_ name: String, _ options: [String] = []) -> Int? {
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Should this process die before it can stop them, the servers end by themselves.
    server.arguments =
      ["timeout", "-s", "KILL", "300", "openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", "\(name).pem", "-key", "\(name).key"]
      + (FileManager.default.fileExists(atPath: "\(folder)/\(name).chain") ? ["-cert_chain", "\(name).chain"] : []) + options
    server.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    server.standardOutput = output
    server.standardInput = Pipe()
    server.standardError = FileHandle.nullDevice
    guard (try? server.run()) != nil else { return nil }
    servers.append(server)
    var text = ""
    let descriptor = output.fileHandleForReading.fileDescriptor
    var buffer = [UInt8](repeating: 0, count: 256)
    for _ in 0..<600 {
      var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watch, 1, 100) > 0 else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      text += String(decoding: buffer.prefix(count), as: UTF8.self)
      if let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first(where: { $0.hasPrefix("ACCEPT") }) {
        return line.split(separator: ":").last.flatMap { Int($0) }
      }
    }
    return nil
  }

  /// Two authorities of ours (the second signs by way of an intermediate), one that nobody trusts, and a leaf for every fault.
  private static let script = """
    set -e
    cat > ca.cnf <<'C'
    [ca]
    default_ca = uji
    [uji]
    database = index.txt
    serial = serial
    new_certs_dir = .
    default_md = sha256
    policy = bebas
    unique_subject = no
    copy_extensions = copy
    [bebas]
    commonName = supplied
    C
    : > index.txt; echo 01 > serial
    sign() { # name, issuer, from, until
      [ "$1" = "$2" ] && self=-selfsign || self="-cert $2.pem"
      openssl ca -batch -notext -config ca.cnf -keyfile "$2.key" $self -in "$1.csr" -startdate "$3" -enddate "$4" -out "$1.pem"
    }
    authority() { # name, issuer
      openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
      openssl req -new -key "$1.key" -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign -out "$1.csr"
      sign "$1" "$2" 20200101000000Z 20491231000000Z
    }
    leaf() { # name, host, issuer, from, until
      openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
      openssl req -new -key "$1.key" -subj "/CN=$2" -addext "subjectAltName=DNS:$2" -out "$1.csr"
      sign "$1" "$3" "${4:-20250101000000Z}" "${5:-20491231000000Z}"
    }
    host=layanan.karawang.go.id.test
    authority akar akar; authority antara akar; authority asing asing; authority cabang asing
    leaf baik $host antara; cp antara.pem baik.chain
    leaf lapuk $host akar 20200101000000Z 20210101000000Z
    leaf dini $host akar 20480101000000Z 20490101000000Z
    leaf lain lain.go.id.test akar
    leaf sendiri $host sendiri
    leaf putus $host antara
    leaf liar $host cabang; cp cabang.pem liar.chain
    leaf penuh $host asing; cp asing.pem penuh.chain
    """
}
