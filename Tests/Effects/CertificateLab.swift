import Foundation
import Glibc

/// Certificates made by the `openssl` command in a temporary folder, good and bad, and `openssl s_server` processes that show them.
final class CertificateLab: Sendable {
  let folder: String

  /// One for all tests, made when first asked for. Nil when the command is not there or fails.
  static let shared: CertificateLab? = {
    let lab = CertificateLab()
    // Globals are never freed: the folder goes with the process.
    atexit { CertificateLab.shared?.remove() }
    return lab
  }()

  private init?() {
    folder = NSTemporaryDirectory() + "selaras-uji-" + UUID().uuidString
    guard (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil else { return nil }
    guard run(Self.script) else {
      remove()
      return nil
    }
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  var trustStore: String { folder + "/percaya.pem" }
  func certificate(_ name: String) -> String { "\(folder)/\(name).pem" }
  func key(_ name: String) -> String { "\(folder)/\(name).key" }
  /// The certificates sent behind the leaf; nil when it stands alone.
  func chain(_ name: String) -> String? {
    let path = "\(folder)/\(name).chain"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// One more leaf, signed by `issuer`, with these extensions beside its name.
  func make(_ name: String, issuer: String, extensions: [String]) -> Bool {
    let options = extensions.map { "-addext '\($0)'" }.joined(separator: " ")
    return run(
      Self.functions + """

        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout \(name).key -subj /CN=\(WireLab.host) \
          -addext subjectAltName=DNS:\(WireLab.host) \(options) -out \(name).csr
        sign \(name) \(issuer) 20250101000000Z 20491231000000Z
        """)
  }

  private func run(_ script: String) -> Bool {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder)
    shell.standardError = FileHandle.nullDevice
    shell.standardOutput = FileHandle.nullDevice
    guard (try? shell.run()) != nil else { return false }
    shell.waitUntilExit()
    return shell.terminationStatus == 0
  }

  /// `openssl s_server`; ended when nobody holds it any more.
  final class Server: Sendable {
    let port: Int
    private let process: Process

    fileprivate init(_ process: Process, port: Int) { (self.process, self.port) = (process, port) }

    // SIGTERM would wait for ever: it is blocked on the threads that start these processes, and children inherit that.
    deinit { if process.isRunning { kill(-process.processIdentifier, SIGKILL) } }
  }

  /// A server on a loopback port that shows `name`'s certificate and the chain that belongs to it, if any.
  func serve(_ name: String, _ options: [String] = []) -> Server? {
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Should this process die before it can stop them, the servers end by themselves.
    server.arguments =
      ["timeout", "-s", "KILL", "300", "openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate(name), "-key", key(name)]
      + (chain(name).map { ["-cert_chain", $0] } ?? []) + options
    let output = Pipe()
    server.standardOutput = output
    server.standardInput = Pipe()
    server.standardError = FileHandle.nullDevice
    guard (try? server.run()) != nil else { return nil }
    var text = ""
    let descriptor = output.fileHandleForReading.fileDescriptor
    var buffer = [UInt8](repeating: 0, count: 256)
    for _ in 0..<600 {
      var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watch, 1, 100) > 0 else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      text += String(decoding: buffer.prefix(count), as: UTF8.self)
      if let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first(where: { $0.hasPrefix("ACCEPT") }),
        let port = line.split(separator: ":").last.flatMap({ Int($0) })
      {
        return Server(server, port: port)
      }
    }
    if server.isRunning { kill(-server.processIdentifier, SIGKILL) }
    return nil
  }

  private static let functions = """
    set -e
    sign() { # name, issuer, from, until, digest
      [ "$1" = "$2" ] && self=-selfsign || self="-cert $2.pem"
      openssl ca -batch -notext -config ca.cnf -keyfile "$2.key" $self -in "$1.csr" -startdate "$3" -enddate "$4" -md "${5:-sha256}" -out "$1.pem"
    }
    """

  /// Two authorities of ours (the first signs by way of an intermediate too), one that nobody trusts, and a leaf for every fault.
  private static let script =
    functions + """

      cat > ca.cnf <<'C'
      [ca]
      default_ca = uji
      [uji]
      database = index.txt
      serial = serial
      new_certs_dir = .
      policy = bebas
      unique_subject = no
      copy_extensions = copy
      [bebas]
      commonName = supplied
      C
      : > index.txt; echo 01 > serial
      openssl ecparam -name prime256v1 -genkey -noout -out satu.key
      authority() { # name, issuer
        case $1 in
          asing) openssl ecparam -name prime256v1 -genkey -noout -out asing.key ;;
          akarlama) openssl genrsa -out akarlama.key 2048 ;;
          *) cp satu.key "$1.key" ;;
        esac
        openssl req -new -key "$1.key" -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign -out "$1.csr"
        sign "$1" "$2" 20200101000000Z 20491231000000Z
      }
      named() { # name, host, alternative names, issuer, from, until, digest
        [ -f "$1.key" ] || cp satu.key "$1.key"
        openssl req -new -key "$1.key" -subj "/CN=$2" ${3:+-addext "subjectAltName=$3"} -out "$1.csr"
        sign "$1" "$4" "${5:-20250101000000Z}" "${6:-20491231000000Z}" "$7"
      }
      leaf() { named "$1" "$2" "DNS:$2" "$3" "$4" "$5" "$6"; }
      host=layanan.karawang.go.id.test
      authority akar akar; authority antara akar; authority asing asing; authority cabang asing; authority akarlama akarlama
      cat akar.pem akarlama.pem > percaya.pem
      leaf baik $host antara; cp antara.pem baik.chain
      leaf lapuk $host akar 20200101000000Z 20210101000000Z
      leaf dini $host akar 20480101000000Z 20490101000000Z
      leaf lain lain.go.id.test akar
      leaf sendiri $host sendiri
      leaf putus $host antara
      leaf liar $host cabang; cp cabang.pem liar.chain
      leaf penuh $host asing; cp asing.pem penuh.chain
      named nama $host "" akar
      named bintang $host "DNS:*.go.id.test" akar
      named angka $host "IP:127.0.0.1" akar
      leaf balik $host antara; cat akar.pem antara.pem > balik.chain
      leaf acak $host antara; cat asing.pem akar.pem lapuk.pem antara.pem > acak.chain
      openssl genrsa -out kecil.key 1024; leaf kecil $host akar
      openssl genrsa -out rsa.key 2048; leaf rsa $host akar
      leaf sha1 $host akarlama "" "" sha1; leaf md5 $host akarlama "" "" md5
      leaf panjang $host antara; for i in $(seq 99); do cat antara.pem; done > panjang.chain
      issuer=akar; : > dalam.chain
      for i in $(seq 12); do authority lapis$i $issuer; issuer=lapis$i; cat lapis$i.pem dalam.chain > lapis; mv lapis dalam.chain; done
      leaf dalam $host $issuer
      names=$(seq 400 | sed 's/.*/DNS:n&.go.id.test/' | tr '\n' ,); named ratusan $host "${names}DNS:$host" akar
      many() { # name, count
        { echo "[req]"; echo "distinguished_name = d"; echo "req_extensions = e"; echo "[d]"; echo "[e]"; echo "subjectAltName = @n"; echo "[n]"
          seq "$2" | sed 's/.*/DNS.& = nama-panjang-untuk-uji-batas-&.go.id.test/'; echo "DNS.0 = $host"; } > "$1.cnf"
        cp satu.key "$1.key"
        openssl req -new -key "$1.key" -subj "/CN=$host" -config "$1.cnf" -out "$1.csr"
        sign "$1" akar 20250101000000Z 20491231000000Z
      }
      many ribuan 10000; many besar 25000
      """
}
