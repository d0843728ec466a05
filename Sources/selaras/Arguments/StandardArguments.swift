import ArgumentParser
import Documents
import Model
import Workspace

/// Which standard is judged by.
struct StandardArguments: ParsableArguments {
  @Option(name: .long, help: "Folder Specs (bawaan: SELARAS_SPECS, lalu di sebelah program, lalu ./Specs) · the folder of the standard")
  var specs: String?

  @Option(name: .long, help: "Profil standar, misalnya nasional atau simulasi · the profile")
  var profile = "nasional"

  /// Ends the command with every diagnostic when the standard cannot be read.
  func standard(_ speaker: Speaker) throws -> Standard {
    let reading = SpecsFolder.standard(at: try SpecsPlace.folder(explicit: specs, speaker), profileID: profile)
    speaker.say(reading.diagnostics)
    guard let standard = reading.standard, reading.diagnostics.allSatisfy({ !$0.isError }) else { throw Ending.invalidInput.exit }
    return standard
  }
}
