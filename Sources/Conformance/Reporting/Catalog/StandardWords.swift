import Documents
import Model

/// The closed words of the standard and the registry: how binding, how risky, where, who has to act, with which permits.
enum StandardWords {
  static func modality(_ modality: Modality) -> Wording {
    switch modality {
    case .must: must
    case .should: should
    case .may: may
    }
  }

  static func safety(_ safety: SafetyClass) -> Wording {
    switch safety {
    case .passive: passive
    case .negative: negative
    case .changing: changing
    }
  }

  static func environment(_ name: EnvironmentName) -> Wording {
    switch name {
    case .production: production
    case .sandbox: sandbox
    }
  }

  static func attribution(_ attribution: Attribution) -> Wording {
    switch attribution {
    case .service: service
    case .configuration: configuration
    case .network: network
    case .thirdParty: thirdParty
    case .harness: harness
    case .standard: standard
    }
  }

  /// A permit of the stamp in a sentence; an unknown word is shown as it is.
  static func permit(_ word: String, _ voice: Voice) -> String {
    switch word {
    case "loopbackPermit": voice(loopbackPermit)
    case "intranetPermit": voice(intranetPermit)
    case "connectOverride": voice(connectOverride)
    case "trustStore": voice(trustStore)
    case "nameServer": voice(nameServer)
    case "selfDeclared": voice(selfDeclared)
    case let word where word.hasPrefix("operatorConsent(") && word.hasSuffix(")"):
      voice(operatorConsent, ["who": String(word.dropFirst("operatorConsent(".count).dropLast())])
    default: word
    }
  }

  static let must = Wording("modality.must", id: "Wajib", en: "Mandatory")
  static let should = Wording("modality.should", id: "Dianjurkan", en: "Recommended")
  private static let may = Wording("modality.may", id: "Boleh", en: "Optional")
  private static let passive = Wording("safety.p0", id: "P0, hanya membaca", en: "P0, reading only")
  private static let negative = Wording("safety.p1", id: "P1, sengaja salah, tanpa akibat", en: "P1, wrong on purpose, without effect")
  private static let changing = Wording("safety.p2", id: "P2, mengubah data, hanya di lingkungan uji", en: "P2, changes data, sandbox only")
  private static let production = Wording("environment.production", id: "produksi", en: "production")
  private static let sandbox = Wording("environment.sandbox", id: "lingkungan uji", en: "sandbox")
  private static let service = Wording("attribution.service", id: "pemilik layanan", en: "the service's owner")
  private static let configuration = Wording(
    "attribution.configuration", id: "pengelola konfigurasi atau data pendaftaran", en: "whoever keeps the configuration or the registration")
  private static let network = Wording("attribution.network", id: "pengelola jaringan", en: "the network's operator")
  private static let thirdParty = Wording("attribution.thirdParty", id: "pihak ketiga", en: "a third party")
  private static let harness = Wording("attribution.harness", id: "pengelola alat uji", en: "the operator of this test tool")
  private static let standard = Wording("attribution.standard", id: "penyusun standar", en: "the authors of the standard")
  private static let loopbackPermit = Wording(
    "permit.loopback", id: "Izin loopback: UJI COBA. Layanan berjalan di mesin penguji; hasil ini bukan bukti kesesuaian.",
    en: "Loopback permit: TEST. The service ran on the tester's own machine; this result is not evidence of conformance.")
  private static let intranetPermit = Wording(
    "permit.intranet", id: "Izin intranet: alamat jaringan dalam diuji atas izin operator.",
    en: "Intranet permit: addresses of an internal network were tested with the operator's permission.")
  private static let connectOverride = Wording(
    "permit.connectOverride", id: "Alamat tujuan dialihkan oleh operator (--connect); jawaban tidak berasal dari alamat publik layanan.",
    en: "The operator redirected connections (--connect); the answers did not come from the service's public address.")
  private static let trustStore = Wording(
    "permit.trustStore", id: "Sertifikat dinilai dengan daftar kepercayaan yang diberikan operator (--trust-store), bukan daftar umum.",
    en: "Certificates were judged by a trust store that the operator supplied (--trust-store), not by the public one.")
  private static let nameServer = Wording(
    "permit.nameServer", id: "Nama host ditanyakan kepada server nama pilihan operator (--name-server), bukan kepada DNS umum mesin penguji.",
    en: "Host names were asked of name servers that the operator chose (--name-server), not of the DNS that the tester's machine uses.")
  private static let selfDeclared = Wording(
    "permit.selfDeclared", id: "Dinyatakan sendiri: layanan ini belum terdaftar; keterangannya berasal dari penguji.",
    en: "Self-declared: this service is not registered; what is said about it comes from the tester.")
  private static let operatorConsent = Wording(
    "permit.operatorConsent", id: "Izin pemilik layanan untuk kelas uji ini dinyatakan oleh operator: {who}.",
    en: "The owner's consent to these classes of probes was vouched for by the operator: {who}.")

  static let wordings =
    [must, should, may, passive, negative, changing, production, sandbox, service, configuration, network, thirdParty, harness, standard]
    + [loopbackPermit, intranetPermit, connectOverride, trustStore, nameServer, selfDeclared, operatorConsent]
}
