import Foundation
import Workspace

/// Where the standard's folder is: said, in the environment, beside the program, or here.
enum SpecsPlace {
  static func folder(explicit: String?, _ speaker: Speaker) throws -> String {
    try Trouble.spoken(by: speaker) {
      try SpecsFolder.find(
        SpecsFolder.Places(
          option: explicit, environmentVariable: ProcessInfo.processInfo.environment["SELARAS_SPECS"],
          programFolder: Program.path.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path },
          currentFolder: FileManager.default.currentDirectoryPath))
    }
  }
}

/// This program's own file, to start workers from.
enum Program {
  /// Nil where the system does not say.
  static var path: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }
}
