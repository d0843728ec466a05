import ArgumentParser

/// How the command ends, as scripts read it (design: formats.md §4; names after sysexits).
enum Ending: Int32 {
  case done = 0
  case nonconformant = 1
  case undetermined = 2
  case usage = 64
  case invalidInput = 65
  case unreachable = 69
  case internalError = 70
  case cannotWrite = 73
  case inputOutput = 74
  case interrupted = 75
  case refused = 77

  /// To be thrown: ArgumentParser ends the process with this number and says nothing more.
  var exit: ExitCode { ExitCode(rawValue) }
}
