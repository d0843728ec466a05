import Documents
import Model

/// Who is judged, where, by which standard, and every warning that a reader needs before reading on.
struct ServiceHeader {
  let view: ResultView
  let voice: Voice

  @MarkupBuilder var markup: [Markup] {
    tag(.div, .class("head")) {
      tag(.p) { Piece.indonesian(view.result.subject.agency?.name ?? view.result.subject.service.agency, voice) }
      tag(.h1) { Piece.indonesian(Self.name(view.result), voice) }
      tag(.p) {
        voice(Self.profile)
        " "
        voice(view.result.profile.name)
        ", "
        voice(Self.version, ["version": view.result.profile.version])
      }
      for environment in environments {
        tag(.p) {
          voice(StandardWords.environment(environment.name))
          ": "
          Piece.code(environment.baseURL)
        }
      }
    }
    Banner(profile: view.result.profile, permits: ResultJSON.stamps(view.result), voice: voice).markup
    if !view.result.isComplete { tag(.div, .class("banner")) { tag(.p) { voice(Self.incomplete) } } }
  }

  /// The service's title, or its identifier where the registration gives none.
  static func name(_ result: SubjectResult) -> String {
    VisibleText.clipped(result.subject.service.title ?? result.subject.service.id, bytes: 200)
  }

  private var environments: [Environment] { [view.result.subject.service.production, view.result.subject.service.sandbox].compactMap { $0 } }

  private static let profile = Wording("service.profile", id: "Standar:", en: "Standard:")
  private static let version = Wording("service.version", id: "versi {version}", en: "version {version}")
  private static let incomplete = Wording(
    "service.incomplete", id: "Pemeriksaan ini terhenti sebelum selesai. Yang belum diperiksa ditulis sebagai “belum diuji”.",
    en: "This run stopped before its end. What was not examined is listed as “not tested”.")

  static let wordings = [profile, version, incomplete]
}

/// "Simulation" in large letters, and every permit under which the run was made.
struct Banner {
  let profile: Profile
  let permits: [String]
  let voice: Voice

  @MarkupBuilder var markup: [Markup] {
    let shown = permits.filter { $0 != "simulation" }
    if profile.isSimulation || !shown.isEmpty {
      tag(.div, .class("banner"), .role("note")) {
        if profile.isSimulation {
          tag(.p, .class("big")) { voice(Self.simulation) }
          tag(.p) { voice(Self.simulationText) }
        }
        for permit in shown { tag(.p) { StandardWords.permit(permit, voice) } }
      }
    }
  }

  static let simulation = Wording("banner.simulation", id: "SIMULASI", en: "SIMULATION")
  private static let simulationText = Wording(
    "banner.simulationText", id: "Instansi, alamat, dan data dalam laporan ini rekaan. Hasilnya bukan penilaian atas instansi mana pun.",
    en: "Agencies, addresses and data in this report are made up. The result is no judgement on any real agency.")

  static let wordings = [simulation, simulationText]
}
