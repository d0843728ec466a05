import ArgumentParser
import Documents
import Foundation
import Relay
import Model
import Reporting
import Sandbox
import Workspace

/// `selaras sandbox`: simulated agencies on loopback, with their seeded faults.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Menyajikan instansi simulasi di mesin ini · Serves simulated agencies on this machine")

  @Option(name: .long, help: "Berkas skenario · the scenario file")
  var scenario = "Specs/Registry/karawang-simulation.yaml"
  @Option(name: .long, help: "Folder cacat buatan (bawaan: Faults di folder Specs skenario) · folder of seeded faults")
  var faults: String?
  @Option(name: .long, help: "Folder untuk sertifikat, registri, dan pilihan baris perintah · folder for certificates, registry and options")
  var directory: String
  @OptionGroup var language: LanguageArguments

  func run() async throws {
    let speaker = language.speaker
    let folder = faults ?? URL(fileURLWithPath: scenario).deletingLastPathComponent().deletingLastPathComponent().path + "/Faults"
    let reading = Scenario.read(simulation: scenario, faultsFolder: folder)
    speaker.say(reading.diagnostics)
    guard let found = reading.scenario else { throw Ending.invalidInput.exit }
    try await Trouble.spoken(by: speaker) {
      let sandbox = try await Sandbox.start(found, directory: directory)
      speaker.print(SandboxTable.text(found, in: speaker.language))
      // Written last: whoever waits for it finds everything else.
      try ReportFolder.write([ReportFile(path: "ready", bytes: [])], to: directory)
      speaker.tell(Self.ready, ["registry": sandbox.registryPath, "options": "\(directory)/options"])
      await Interrupts.wait()
      await sandbox.stop()
    }
  }

  private static let ready = Wording(
    "sandbox.ready", id: "Siap. Registri: {registry}. Pilihan untuk selaras: {options}. Hentikan dengan Ctrl-C.",
    en: "Ready. Registry: {registry}. Options for selaras: {options}. End it with Ctrl-C.")
  static let wordings = [ready]
}
