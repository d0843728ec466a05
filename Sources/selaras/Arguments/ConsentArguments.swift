import ArgumentParser
import Model
import Relay

/// What may be sent: consent that the operator vouches for, and how gently.
struct ConsentArguments: ParsableArguments {
  @Option(name: .long, help: "P1, boleh berulang: kelas uji yang disetujui pemilik layanan · classes of probes its owner has agreed to")
  var consent: [SafetyClass] = []

  @Option(name: .customLong("as"), help: "\"nama, unit\" yang menyatakan persetujuan itu · who vouches for that consent")
  var consentBy: String?

  @Option(name: .long, help: "Permintaan paling banyak per layanan · most requests to one service")
  var budget = 500

  @Option(name: .long, help: "Jeda antarpermintaan ke satu host, milidetik · milliseconds between requests to one host")
  var spacing = 200

  @Option(name: .long, help: "Hanya persyaratan ini, boleh berulang; yang lain belum diuji · only these requirements")
  var only: [String] = []

  @Option(name: .long, help: "Lewati persyaratan ini, boleh berulang; belum diuji, bukan lulus · leave out these; untested, never passed")
  var skip: [String] = []

  func validate() throws {
    if !consent.isEmpty, (consentBy ?? "").isEmpty { throw ValidationError("--consent: --as \"nama, unit\" wajib diisi (is required)") }
    guard (1...100_000).contains(budget) else { throw ValidationError("--budget: 1–100000") }
    guard (0...600_000).contains(spacing) else { throw ValidationError("--spacing: 0–600000") }
  }

  /// Ends the command when a requirement's name is not in the standard: a typing mistake must not widen or empty a test.
  func terms(_ standard: Standard) throws -> OperatorTerms {
    let known = Set(standard.requirements.map(\.id))
    for name in only + skip where !known.contains(name) {
      throw ValidationError("--only/--skip \(name): tidak ada di profil (not in the profile)")
    }
    return OperatorTerms(
      consented: Set(consent), requestBudget: budget, spacingMilliseconds: spacing, only: only.isEmpty ? nil : Set(only), skip: Set(skip))
  }

  /// For the stamp: who agreed to what.
  var permits: [String] {
    guard let consentBy, !consent.isEmpty else { return [] }
    return ["operatorConsent(\(consent.map(\.name).sorted().joined(separator: " ")): \(consentBy))"]
  }
}

extension SafetyClass: ExpressibleByArgument {
  package init?(argument: String) { self.init(name: argument) }
}
