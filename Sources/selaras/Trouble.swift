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
    switch error {
    case is ExitCode, is ValidationError: return error
    case let diagnostic as Diagnostic:
      speaker.say([diagnostic])
      return Ending.invalidInput.exit
    case let fault as WorkspaceFault:
      for line in fault.lines(in: speaker.language) { speaker.warn(line) }
      return ending(of: fault.kind).exit
    case let fault as RegisterFault:
      speaker.warn(fault.text(in: speaker.language))
      return ending(of: fault.kind).exit
    case is CancellationError:
      speaker.warn(interrupted)
      return Ending.interrupted.exit
    default:
      speaker.warn(internalFault, ["text": "\(error)"])
      return Ending.internalError.exit
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
  static let wordings = [interrupted, internalFault]
}
