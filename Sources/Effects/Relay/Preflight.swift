package import Documents
import HTTPMessages
import Model
import OpenAPI
import Planning
package import Wire

/// A quick look before a test: name, TCP, TLS, token, base path. Each line says what is so, and what to do when it is not.
package enum Preflight {
  package struct Line: Sendable {
    package let wording: Wording
    package let parameters: [String: String]
  }

  package struct Look: Sendable {
    package var lines: [Line] = []
    /// False when nothing answered at all.
    package var isReachable = true

    mutating func note(_ wording: Wording, _ parameters: [String: String] = [:]) {
      lines.append(Line(wording: wording, parameters: parameters))
    }
  }

  /// Sends at most one handshake and two GETs that the plan would send anyway, or that differ from it in the base path only.
  package static func look(_ preparation: Preparation, transport: any Transport, credential: WireCredential?) async -> Look {
    var look = Look()
    guard let text = preparation.plan.subject.service.production?.baseURL, let base = BaseURL(text) else {
      look.note(noBase)
      return look
    }
    if base.scheme == .https {
      let attempt = await transport.perform(.connect(base.endpoint), permit: preparation.permit, credential: nil)
      connected(attempt, base, &look)
      guard look.isReachable else { return look }
    } else {
      look.note(plainScheme)
    }
    await call(preparation, base, transport, credential, &look)
    return look
  }

  private static func connected(_ attempt: WireAttempt, _ base: BaseURL, _ look: inout Look) {
    if let failure = attempt.failure {
      unreachable(failure, base, &look)
    } else if let problem = attempt.handshake?.problem {
      look.note(badCertificate, ["problem": problem.rawValue, "host": base.endpoint.host])
    } else if let session = attempt.handshake?.session {
      look.note(secure, ["host": base.endpoint.host, "version": session.version])
    }
  }

  private static func unreachable(_ failure: TransportFailure, _ base: BaseURL, _ look: inout Look) {
    look.isReachable = false
    let parameters = ["host": base.endpoint.host, "port": String(base.endpoint.port), "detail": failure.detail]
    switch failure.kind {
    case .dns: look.note(failure.nameFault?.isDefinite ?? true ? noName : nameInDoubt, parameters)
    case .policy: look.note(refusedByUs, parameters)
    case .tls, .clientCertificate: look.note(noTLS, parameters)
    case .harness:
      // It tells nothing of the service, and the test asks again.
      look.isReachable = true
      look.note(ownFault, parameters)
    case .refused, .timeout, .reset, .malformed, .truncated, .overLimit: look.note(noTCP, parameters)
    }
  }

  /// The first read call of the plan, as it stands.
  private static func call(
    _ preparation: Preparation, _ base: BaseURL, _ transport: any Transport, _ credential: WireCredential?, _ look: inout Look
  ) async {
    let step = preparation.plan.steps.first { step in
      preparation.permit.steps.contains(step.id) && step.purposes.contains { $0.recipe == .callReadOperations }
    }
    guard let step, case .http(let template) = step.probe else {
      // Without a handshake before, nobody knows yet whether anything is there.
      if base.scheme == .http, let failure = await ask(base, preparation.permit, transport).failure {
        unreachable(failure, base, &look)
      } else {
        look.note(noCall)
      }
      return
    }
    let attempt = await transport.perform(step.probe, permit: preparation.permit, credential: credential)
    guard let status = status(attempt) else {
      if base.scheme == .http, let failure = attempt.failure { unreachable(failure, base, &look) }
      return
    }
    let parameters = ["operation": step.purposes.first?.operation ?? template.target, "status": String(status)]
    switch status {
    case 200...299: look.note(works, parameters)
    case 401, 403: look.note(credential == nil ? needsToken : tokenRefused, parameters)
    case 404: await otherBase(template, preparation, base, transport, credential, parameters, &look)
    default: look.note(answers, parameters)
    }
  }

  private static func ask(_ base: BaseURL, _ permit: Permit, _ transport: any Transport) async -> WireAttempt {
    let request = RequestTemplate(
      method: "GET", scheme: base.scheme, endpoint: base.endpoint, target: base.path + "/", fields: [], credential: .none, followsRedirects: false)
    return await transport.perform(.http(request), permit: permit, credential: nil)
  }

  private static func status(_ attempt: WireAttempt) -> Int? { attempt.exchanges.last.flatMap { HeadReader.readAll($0.rawHead).last?.status } }

  /// A 404 for a call that must work: perhaps the contract's own `servers` know the missing part of the path.
  private static func otherBase(
    _ template: RequestTemplate, _ preparation: Preparation, _ base: BaseURL, _ transport: any Transport, _ credential: WireCredential?,
    _ parameters: [String: String], _ look: inout Look
  ) async {
    for server in preparation.contract?.servers ?? [] {
      let path = BaseURL(server.url)?.path ?? (server.url.hasPrefix("/") ? BaseURL("https://x" + server.url)?.path : nil)
      guard let path, !path.utf8.elementsEqual(base.path.utf8), template.target.hasPrefix(base.path) else { continue }
      let moved = RequestTemplate(
        method: "GET", scheme: template.scheme, endpoint: template.endpoint, target: path + template.target.dropFirst(base.path.count),
        fields: template.fields, credential: template.credential, followsRedirects: false)
      let attempt = await transport.perform(.http(moved), permit: preparation.permit, credential: credential)
      guard let found = status(attempt), (200...299).contains(found) || found == 401 || found == 403 else { continue }
      let port = base.endpoint.port == (base.scheme == .https ? 443 : 80) ? "" : ":\(base.endpoint.port)"
      look.note(wrongBase, parameters.merging(["base": "\(base.scheme.rawValue)://\(base.endpoint.host)\(port)\(path)"]) { $1 })
      return
    }
    look.note(perhapsBase, parameters)
  }

  private static let noBase = Wording(
    "preflight.noBase", id: "Pemeriksaan awal: entri ini tidak menyebut URL dasar yang dapat dihubungi.",
    en: "Preflight: this entry names no base URL that can be called.")
  private static let plainScheme = Wording(
    "preflight.plain", id: "Pemeriksaan awal: URL dasar memakai http, bukan https.", en: "Preflight: the base URL uses http, not https.")
  private static let secure = Wording(
    "preflight.secure", id: "Pemeriksaan awal: {host} terhubung dengan {version}, sertifikat sah.",
    en: "Preflight: {host} connected with {version}, the certificate is valid.")
  private static let badCertificate = Wording(
    "preflight.certificate", id: "Pemeriksaan awal: sertifikat {host} tidak sah ({problem}); permintaan tidak akan dikirim lewat sambungan itu.",
    en: "Preflight: the certificate of {host} is not valid ({problem}); no request will go over that connection.")
  private static let noName = Wording(
    "preflight.dns", id: "Pemeriksaan awal: nama {host} tidak ditemukan di DNS ({detail}). Periksa ejaannya dan DNS Anda.",
    en: "Preflight: DNS does not know the name {host} ({detail}). Check its spelling and your DNS.")
  private static let nameInDoubt = Wording(
    "preflight.nameInDoubt",
    id: "Pemeriksaan awal: server nama tidak dapat memastikan nama {host} ({detail}). Periksa sambungan dan DNS Anda, lalu ulangi.",
    en: "Preflight: the name servers cannot tell where {host} is ({detail}). Check your connection and your DNS, then try again.")
  private static let noTCP = Wording(
    "preflight.tcp", id: "Pemeriksaan awal: {host} porta {port} tidak dapat dihubungi ({detail}). Periksa firewall dan apakah layanan berjalan.",
    en: "Preflight: {host} port {port} cannot be reached ({detail}). Check the firewall, and whether the service runs.")
  private static let ownFault = Wording(
    "preflight.ownFault",
    id: "Pemeriksaan awal: mesin ini tidak dapat membuka sambungan ke {host} ({detail}). Periksa batas berkas terbuka (ulimit -n) dan memorinya.",
    en: "Preflight: this machine could not open a connection to {host} ({detail}). Check its limit of open files (ulimit -n) and its memory.")
  private static let noTLS = Wording(
    "preflight.tls", id: "Pemeriksaan awal: {host} porta {port} tidak menyelesaikan jabat tangan TLS ({detail}).",
    en: "Preflight: {host} port {port} does not complete a TLS handshake ({detail}).")
  private static let refusedByUs = Wording(
    "preflight.policy",
    id:
      "Pemeriksaan awal: alat ini tidak boleh menghubungi {host} ({detail}). Untuk mesin sendiri beri --permit loopback, untuk jaringan "
      + "dalam --permit intranet.",
    en:
      "Preflight: this tool may not connect to {host} ({detail}). For your own machine give --permit loopback, for an internal network "
      + "--permit intranet."
  )
  private static let noCall = Wording(
    "preflight.noCall", id: "Pemeriksaan awal: tidak ada operasi baca yang dapat dipanggil (kontrak, data uji, atau kredensial belum ada).",
    en: "Preflight: there is no read operation to call (contract, test data or credential missing).")
  private static let works = Wording(
    "preflight.works", id: "Pemeriksaan awal: {operation} menjawab {status}.", en: "Preflight: {operation} answers {status}.")
  private static let answers = Wording(
    "preflight.answers", id: "Pemeriksaan awal: {operation} menjawab {status}; pengujian tetap dilanjutkan.",
    en: "Preflight: {operation} answers {status}; the test goes on all the same.")
  private static let needsToken = Wording(
    "preflight.needsToken", id: "Pemeriksaan awal: {operation} menjawab {status}: operasi ini meminta kredensial, dan tidak ada yang diberikan.",
    en: "Preflight: {operation} answers {status}: it wants a credential, and none was given.")
  private static let tokenRefused = Wording(
    "preflight.tokenRefused",
    id: "Pemeriksaan awal: {operation} menjawab {status}: kredensial yang diberikan ditolak. Periksa masa berlaku dan cakupannya.",
    en: "Preflight: {operation} answers {status}: the credential given is refused. Check its lifetime and scope.")
  private static let wrongBase = Wording(
    "preflight.wrongBase", id: "Pemeriksaan awal: {operation} menjawab {status}, tetapi ditemukan di {base}. Pakailah itu sebagai URL dasar.",
    en: "Preflight: {operation} answers {status}, but is found at {base}. Use that as the base URL.")
  private static let perhapsBase = Wording(
    "preflight.perhapsBase", id: "Pemeriksaan awal: {operation} menjawab {status}. Periksa URL dasar (bagian path-nya) dan data uji.",
    en: "Preflight: {operation} answers {status}. Check the base URL (its path) and the test data.")

  package static let wordings = [
    noBase, plainScheme, secure, badCertificate, noName, nameInDoubt, noTCP, ownFault, noTLS, refusedByUs, noCall, works, answers, needsToken,
    tokenRefused, wrongBase, perhapsBase,
  ]
}
