import ArgumentParser
import Documents
import Model
import Workspace

/// Which standard is judged by.
struct StandardArguments: ParsableArguments {
  @Option(name: .long, help: "Folder Specs (bawaan: SELARAS_SPECS, lalu di sebelah program, lalu ./Specs) · the folder of the standard")
  var specs: String?

  @Option(name: .long, help: "Profil standar (bawaan: profil bukti, selain itu nasional) · the profile (that of the evidence, else nasional)")
  var profile: String?

  /// The standard that stored evidence was recorded for, unless another is asked for; says so when its text has changed since.
  func standard(for evidence: Evidence, _ speaker: Speaker) throws -> Standard {
    let standard = try standard(speaker, standing: evidence.plan.profileID)
    if standard.profile.digest != evidence.plan.profileDigest {
      speaker.tell(Self.otherStandard, ["profile": "\(standard.profile.id) \(standard.profile.version)"])
    }
    return standard
  }

  /// Ends the command with every diagnostic when the standard cannot be read. `standing`: the profile when none is asked for.
  func standard(_ speaker: Speaker, standing: String = "nasional") throws -> Standard {
    let reading = SpecsFolder.standard(at: try SpecsPlace.folder(explicit: specs, speaker), profileID: profile ?? standing)
    speaker.say(reading.diagnostics)
    guard let standard = reading.standard, reading.diagnostics.allSatisfy({ !$0.isError }) else { throw Ending.invalidInput.exit }
    return standard
  }

  private static let otherStandard = Wording(
    "command.otherStandard", id: "Bukti ini direkam untuk standar lain; sekarang dinilai menurut {profile}.",
    en: "This evidence was recorded for another standard; it is judged by {profile} now.")
  static let wordings = [otherStandard]
}
