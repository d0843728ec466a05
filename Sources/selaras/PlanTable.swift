import Documents
import Model
import Reporting

/// A plan as lines: the step, what is sent where, with which credential, for whom, and whether it may go.
enum PlanTable {
  static func text(_ plan: Plan, permit: Permit, _ voice: Voice) -> String {
    var lines = [voice(heading, ["count": voice.number(permit.steps.count), "host": hosts(plan)])]
    for step in plan.steps {
      lines.append("\(step.id)  \(step.safety.name)  \(line(step.probe, voice))")
      lines.append("        \(voice(askedBy, ["ids": step.askedBy.joined(separator: ", ")]))\(refusal(step, permit, voice))")
    }
    if !plan.gaps.isEmpty {
      lines.append("")
      lines.append(voice(gapHeading))
      lines += plan.gaps.map { gap in
        let parts = [gap.purpose.recipe.rawValue, gap.purpose.operation, gap.purpose.variant].compactMap { $0 }.filter { !$0.isEmpty }
        return "  \(parts.joined(separator: " · ")): \(reason(gap.reason))"
      }
    }
    if !plan.skipped.isEmpty { lines.append(voice(skipped, ["ids": plan.skipped.sorted().joined(separator: ", ")])) }
    lines.append("")
    lines.append(
      voice(
        limits,
        [
          "methods": permit.methods.sorted().joined(separator: ", "), "budget": voice.number(permit.requestBudget),
          "spacing": voice.number(permit.spacingMilliseconds),
        ]))
    return lines.map(VisibleText.oneLine).joined(separator: "\n")
  }

  private static func hosts(_ plan: Plan) -> String { Set(plan.steps.map { $0.probe.endpoint.description }).sorted().joined(separator: ", ") }

  private static func line(_ probe: Probe, _ voice: Voice) -> String {
    switch probe {
    case .http(let request): "\(request.method) \(request.url)\(credential(request.credential, voice))"
    case .raw(let request): "\(request.method) \(request.url)\(credential(request.credential, voice)) \(voice(raw))"
    case .hello(let hello): voice(self.hello, ["version": hello.version.rawValue, "place": hello.endpoint.description])
    case .connect(let endpoint): voice(connect, ["place": endpoint.description])
    }
  }

  private static func credential(_ use: CredentialUse, _ voice: Voice) -> String {
    switch use {
    case .none: ""
    case .registered: " \(voice(registered))"
    case .invalid: " \(voice(invalid))"
    }
  }

  private static func refusal(_ step: Step, _ permit: Permit, _ voice: Voice) -> String {
    guard let cause = permit.refused[step.id] else { return "" }
    return " · \(voice(refused, ["cause": cause.text]))"
  }

  private static func reason(_ reason: GapReason) -> String {
    switch reason {
    case .inapplicable(let cause): cause.text
    case .untested(let cause): cause.text
    }
  }

  private static let heading = Wording(
    "planTable.heading", id: "{count} langkah akan dikirim ke {host}:", en: "{count} steps would be sent to {host}:")
  private static let askedBy = Wording("planTable.askedBy", id: "diminta oleh {ids}", en: "asked for by {ids}")
  private static let gapHeading = Wording("planTable.gaps", id: "Yang tidak dapat ditanyakan:", en: "What cannot be asked:")
  private static let skipped = Wording(
    "planTable.skipped", id: "Dilewati atas permintaan (belum diuji): {ids}", en: "Left out on request (untested): {ids}")
  private static let limits = Wording(
    "planTable.limits", id: "Metode: {methods} · paling banyak {budget} permintaan · jeda {spacing} ms",
    en: "Methods: {methods} · {budget} requests at most · {spacing} ms apart")
  private static let hello = Wording(
    "planTable.hello", id: "ClientHello {version} saja ke {place}", en: "a ClientHello of {version} only to {place}")
  private static let connect = Wording("planTable.connect", id: "jabat tangan TLS dengan {place}", en: "a TLS handshake with {place}")
  private static let raw = Wording("planTable.raw", id: "[dibaca sampai byte terakhir]", en: "[read to the last byte]")
  private static let registered = Wording("planTable.registered", id: "[dengan kredensial uji]", en: "[with the test credential]")
  private static let invalid = Wording("planTable.invalid", id: "[dengan kredensial rekaan]", en: "[with a made-up credential]")
  private static let refused = Wording("planTable.refused", id: "TIDAK dikirim: {cause}", en: "NOT sent: {cause}")
  static let wordings = [heading, askedBy, gapHeading, skipped, limits, hello, connect, raw, registered, invalid, refused]
}
