import Digests
import Documents
import HTTPMessages
import Model

/// The two complete lists: every requirement with its outcome, every observation with what was asked and answered.
struct ServiceTables {
  let view: ResultView
  let voice: Voice
  let room: Room

  @MarkupBuilder var markup: [Markup] {
    Piece.section("requirements", voice(Self.requirements)) {
      PageTable(
        caption: voice(Self.requirementsCaption, ["count": voice.number(view.result.verdicts.count)]),
        columns: [.init(title: voice(Self.number), isTight: true)]
          + [Self.requirement, Self.binding, Self.level, Self.outcome, Self.places].map { .init(title: voice($0)) },
        rows: view.byID.map(row)
      ).markup
    }
    Piece.section("evidence", voice(Self.evidence)) {
      tag(.p, .class("note")) { voice(Self.evidenceLead, ["day": voice.moment(view.result.stamp.startedAt)]) }
      PageTable(
        caption: voice(Self.evidenceCaption, ["count": voice.number(observations.count)]),
        columns: [.init(title: voice(Self.observation), isTight: true)]
          + [Self.request, Self.answer, Self.clock, Self.digest].map { .init(title: voice($0)) },
        rows: observations.prefix(room.observations).map(row)
      ).markup
      if observations.count > room.observations {
        tag(.p) { voice(Self.more, ["count": voice.number(observations.count - room.observations)]) }
      }
    }
  }

  private func row(_ verdict: Verdict) -> [[Markup]] {
    let relevant = verdict.instances.filter { $0.outcome.word != .inapplicable }
    let passed = relevant.filter { $0.outcome.word == .passed }.count
    let hasPlace = verdict.outcome.word != .passed || verdict.findings.contains(where: \.isAdvice)
    let id: Markup = hasPlace ? tag(.a, .href(.inside(verdict.requirement))) { verdict.requirement } : .text(verdict.requirement)
    let cause = CauseWords.of(verdict.outcome).map { voice($0.name, CauseWords.parameters(of: verdict.outcome, voice)) }
    return [
      [id], [.text(view.title(verdict.requirement, voice))], Piece.modality(verdict.modality, voice), [.text(String(verdict.level.rawValue))],
      [Piece.badge(voice(OutcomeWords.word(verdict.outcome.word)), Tone(verdict.outcome.word))] + (cause.map { [.text(" \($0)")] } ?? []),
      [.text(relevant.isEmpty ? "–" : voice(Self.passedPlaces, ["passed": voice.number(passed), "all": voice.number(relevant.count)]))],
    ]
  }

  private var observations: [Observation] { view.observations }

  private func row(_ observation: Observation) -> [[Markup]] {
    let attempt = observation.attempts.last
    let body = attempt?.exchanges.last?.body.content ?? []
    let digest = body.isEmpty ? "–" : String(decoding: SHA256Digest.of(body).hex.utf8.prefix(16), as: UTF8.self)
    return [
      [tag(.span, .id(observation.id), .untranslated) { observation.id }, .text(" (\(observation.step))")], [Piece.code(request(observation))],
      [.text(answer(observation))], [.text(attempt.map { voice.clock($0.startedAt) } ?? "–")], [body.isEmpty ? .text(digest) : Piece.code(digest)],
    ]
  }

  private func request(_ observation: Observation) -> String {
    if let sent = observation.attempts.last?.exchanges.last?.request {
      return Masking.identifiers(in: "\(sent.method) \(Curl.hidingSecrets(inURL: VisibleText.clipped(sent.url, bytes: 200)))")
    }
    switch view.step(of: observation)?.probe {
    case .http(let request)?, .raw(let request)?: return Masking.identifiers(in: "\(request.method) \(VisibleText.clipped(request.url, bytes: 200))")
    case .hello(let hello)?: return "ClientHello \(hello.version.rawValue) \(hello.endpoint)"
    case .connect(let endpoint)?: return "TLS \(endpoint)"
    case nil: return observation.step
    }
  }

  private func answer(_ observation: Observation) -> String {
    if let cause = observation.notSent { return voice(Self.notSent, ["cause": voice(CauseWords.of(cause).name, ["requirement": ""])]) }
    guard let attempt = observation.attempts.last else { return "–" }
    var words: [String] = []
    if let exchange = attempt.exchanges.last { words.append(HeadReader.readAll(exchange.rawHead).last.map { String($0.status) } ?? "?") }
    if let session = attempt.handshake?.session { words.append(session.version) }
    if let problem = attempt.handshake?.problem { words.append(problem.rawValue) }
    switch attempt.hello {
    case .serverHello(let version, _, _)?: words.append(voice(Self.accepted, ["version": version.rawValue]))
    case .alert?, .closed?: words.append(voice(Self.refused))
    case .notTLS?: words.append(voice(Self.notTLS))
    case .violation?: words.append(voice(Self.violation))
    case .silence?: words.append(voice(Self.silence))
    case nil: break
    }
    if let failure = attempt.failure { words.append(phrase(failure)) }
    if observation.attempts.count > 1 { words.append(voice(Self.attempts, ["count": String(observation.attempts.count)])) }
    return words.joined(separator: ", ")
  }

  /// What went wrong, and whose move it is.
  private func phrase(_ failure: TransportFailure) -> String {
    let name = failure.untestedCause.map { voice(CauseWords.of($0).name) } ?? failure.kind.rawValue
    return "\(name) (\(voice(StandardWords.attribution(failure.attribution))))"
  }

  static let requirements = Wording("tables.requirements", id: "Semua persyaratan", en: "All requirements")
  private static let requirementsCaption = Wording(
    "tables.requirementsCaption", id: "{count} persyaratan dan hasilnya, menurut nomor", en: "{count} requirements and their outcomes, by number")
  private static let number = Wording("tables.number", id: "Nomor", en: "Number")
  private static let requirement = Wording("tables.requirement", id: "Persyaratan", en: "Requirement")
  private static let binding = Wording("tables.binding", id: "Sifat", en: "Binding")
  private static let level = Wording("tables.level", id: "Tingkat", en: "Level")
  private static let outcome = Wording("tables.outcome", id: "Hasil", en: "Outcome")
  private static let places = Wording("tables.places", id: "Tempat", en: "Places")
  private static let passedPlaces = Wording("tables.passedPlaces", id: "{passed} dari {all} lulus", en: "{passed} of {all} passed")
  static let evidence = Wording("tables.evidence", id: "Daftar bukti", en: "List of evidence")
  private static let evidenceLead = Wording(
    "tables.evidenceLead",
    id: "Semua yang dikirim dan jawabannya, sejak {day}. Jam dalam WIB. Sidik isi adalah 16 digit pertama SHA-256 dari isi jawaban yang disimpan.",
    en: "Everything that was sent and what came back, since {day}. Times are WIB (UTC+7). "
      + "The digest is the first 16 digits of the SHA-256 of the body as it was kept.")
  private static let evidenceCaption = Wording("tables.evidenceCaption", id: "{count} pengamatan", en: "{count} observations")
  private static let observation = Wording("tables.observation", id: "Bukti (langkah)", en: "Evidence (step)")
  private static let request = Wording("tables.request", id: "Permintaan", en: "Request")
  private static let answer = Wording("tables.answer", id: "Jawaban", en: "Answer")
  private static let clock = Wording("tables.clock", id: "Jam", en: "Time")
  private static let digest = Wording("tables.digest", id: "Sidik isi", en: "Digest")
  private static let more = Wording("tables.more", id: "Dan {count} lagi: lihat berkas bukti.", en: "And {count} more: see the evidence files.")
  private static let notSent = Wording("tables.notSent", id: "tidak dikirim: {cause}", en: "not sent: {cause}")
  private static let accepted = Wording("tables.accepted", id: "{version} diterima", en: "{version} accepted")
  private static let refused = Wording("tables.refused", id: "ditolak", en: "refused")
  private static let notTLS = Wording("tables.notTLS", id: "bukan TLS", en: "not TLS")
  private static let violation = Wording("tables.brokenTLS", id: "TLS tidak sesuai aturan", en: "TLS that breaks its rules")
  private static let silence = Wording("tables.silence", id: "tidak ada jawaban", en: "no answer")
  private static let attempts = Wording("tables.attempts", id: "{count} percobaan", en: "{count} attempts")

  static let wordings = [
    requirements, requirementsCaption, number, requirement, binding, level, outcome, places, passedPlaces, evidence, evidenceLead, evidenceCaption,
    observation, request, answer, clock, digest, more, notSent, accepted, refused, notTLS, violation, silence, attempts,
  ]
}
