import ArgumentParser
import Checks
import Documents
import Register
import Workspace

/// Errors as sentences and exit codes: what was thrown below is said here once, in the reader's language.
enum Trouble {
  static func spoken<Value>(by speaker: Speaker, _ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch { throw say(error, speaker) }
  }

  static func spoken<Value>(by speaker: Speaker, _ work: () throws -> Value) throws -> Value {
    do { return try work() } catch { throw say(error, speaker) }
  }

  private static func say(_ error: any Error, _ speaker: Speaker) -> any Error {
    if error is ExitCode || error is ValidationError { return error }
    for line in lines(error, speaker.language) { speaker.warn(line) }
    return ending(of: error).exit
  }

  /// What went wrong, in sentences.
  static func lines(_ error: any Error, _ language: Language) -> [String] {
    switch error {
    case let diagnostic as Diagnostic: [diagnostic.line(in: language)]
    case let fault as WorkspaceFault: fault.lines(in: language)
    case let fault as RegisterFault: [fault.text(in: language)]
    case CheckCatalog.CatalogFault.unknownCheck(let check), CheckCatalog.CatalogFault.unfitArguments(let check):
      [badCheck.text(in: language, ["check": check])]
    case is CancellationError: [interrupted.text(in: language)]
    default: [internalFault.text(in: language, ["text": "\(error)"])]
    }
  }

  private static func ending(of error: any Error) -> Ending {
    switch error {
    case is Diagnostic, is CheckCatalog.CatalogFault: .invalidInput
    case let fault as WorkspaceFault: ending(of: fault.kind)
    case let fault as RegisterFault: ending(of: fault.kind)
    case is CancellationError: .interrupted
    default: .internalError
    }
  }

  private static func ending(of kind: WorkspaceFault.Kind) -> Ending {
    switch kind {
    case .cannotWrite, .busy: .cannotWrite
    case .inputOutput: .inputOutput
    case .unreadable, .damaged: .invalidInput
    }
  }

  private static func ending(of kind: RegisterFault.Kind) -> Ending {
    switch kind {
    case .cannotWrite: .cannotWrite
    case .inputOutput, .busy: .inputOutput
    case .damaged, .conflict: .invalidInput
    }
  }

  private static let interrupted = Wording("command.interrupted", id: "Dihentikan.", en: "Interrupted.")
  private static let internalFault = Wording(
    "command.internal", id: "Kesalahan dalam program ini, bukan pada layanan yang diuji: {text}",
    en: "A fault of this program, not of the service under test: {text}")
  private static let badCheck = Wording(
    "command.badCheck", id: "Standar memanggil pemeriksaan “{check}” yang tidak ada atau tidak menerima argumennya; jalankan selaras specs check.",
    en: "The standard calls the check “{check}”, which does not exist or does not take its arguments; run selaras specs check.")
  static let wordings = [interrupted, internalFault, badCheck]
}
