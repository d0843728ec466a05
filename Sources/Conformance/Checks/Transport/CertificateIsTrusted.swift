package import Documents
package import Model

/// The certificate leads to a trusted root, names the host and is within its dates (TLS-03).
package struct CertificateIsTrusted: Check {
  package static let id = "certificate-is-trusted"
  package let needs: Set<Need> = [.recipe(.inspectCertificate)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let results = view.results(of: .inspectCertificate)
    guard !results.isEmpty else { return [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] }
    return results.map { Self.judge($0, view.host) }
  }

  private static func judge(_ result: ProbeResult, _ host: String) -> Instance {
    if let outcome = result.unseen { return result.instance(outcome) }
    // A handshake that broke off before the certificate could be read says nothing about the certificate.
    let problems = result.attempts.compactMap { view -> CertificateProblem?? in
      if let handshake = view.attempt.handshake { return .some(handshake.problem) }
      return view.attempt.failure?.certificate.map { .some($0) }
    }
    guard let problem = problems.last else { return result.instance(.untested(result.lastFailure ?? .harness)) }
    guard problems.allSatisfy({ $0 == problem }) else { return result.instance(.cantTell(.unstable)) }
    guard let problem else { return result.instance(.passed) }
    let finding = result.finding(wording(of: problem), ["host": host])
    // Key strength is TLS-06's; behind a key that the library refuses, or more than it reads, names and dates were not looked at.
    return problem == .weakKey || problem == .tooLarge ? result.instance(.cantTell(.needsReview), [finding]) : result.instance(.failed, [finding])
  }

  private static func wording(of problem: CertificateProblem) -> Wording {
    switch problem {
    case .expired: expired
    case .notYetValid: notYetValid
    case .selfSigned: selfSigned
    case .untrustedRoot: untrustedRoot
    case .incompleteChain: incompleteChain
    case .wrongName: wrongName
    case .weakKey: weakKey
    case .tooLarge: tooLarge
    case .other: other
    }
  }

  private static let expired = Wording(
    "certificate.expired",
    id: "Sertifikat {host} sudah kedaluwarsa; pasang sertifikat baru dan otomatiskan pembaruannya.",
    en: "The certificate of {host} has expired; install a new one and automate its renewal.")
  private static let notYetValid = Wording(
    "certificate.notYetValid",
    id: "Sertifikat {host} belum mulai berlaku; pasang sertifikat yang masa berlakunya sudah mulai.",
    en: "The certificate of {host} is not valid yet; install one whose validity has begun.")
  private static let selfSigned = Wording(
    "certificate.selfSigned",
    id: "Sertifikat {host} ditandatangani sendiri; pasang sertifikat dari penerbit yang dipercaya.",
    en: "The certificate of {host} is self-signed; install one from a trusted issuer.")
  private static let untrustedRoot = Wording(
    "certificate.untrustedRoot",
    id: "Rantai sertifikat {host} berakhir pada penerbit yang tidak dipercaya; pakai penerbit yang dipercaya.",
    en: "The certificate chain of {host} ends at an issuer that is not trusted; use a trusted issuer.")
  private static let incompleteChain = Wording(
    "certificate.incompleteChain",
    id: "Rantai sertifikat {host} tidak sampai ke penerbit yang dipercaya; pasang juga sertifikat perantaranya di server.",
    en: "The certificate chain of {host} does not reach a trusted issuer; install the intermediate certificates on the server too.")
  private static let wrongName = Wording(
    "certificate.wrongName",
    id: "Sertifikat yang disajikan untuk {host} tidak memuat nama itu; pasang sertifikat yang memuatnya.",
    en: "The certificate that is presented for {host} does not contain that name; install one that does.")
  private static let weakKey = Wording(
    "certificate.weakKey",
    id: "Kunci atau tanda tangan pada sertifikat {host} terlalu lemah, sehingga nama dan masa berlakunya tidak terperiksa.",
    en: "A key or signature in the certificate of {host} is too weak, so that its name and dates could not be verified.")
  private static let tooLarge = Wording(
    "certificate.tooLarge",
    id: "{host} mengirim rantai lebih dari 10 sertifikat atau pesan TLS lebih dari 100 KiB sehingga sertifikatnya tidak diperiksa; kirim seperlunya.",
    en: "{host} sends a chain of more than 10 certificates or a TLS message over 100 KiB; its certificate was not verified. Send what is needed.")
  private static let other = Wording(
    "certificate.other",
    id: "Sertifikat {host} ditolak saat diperiksa; periksa rantai, tujuan pemakaian, dan tanda tangannya.",
    en: "The certificate of {host} was refused when it was verified; check its chain, purpose and signatures.")

  package static let wordings = [expired, notYetValid, selfSigned, untrustedRoot, incompleteChain, wrongName, weakKey, tooLarge, other]
}
