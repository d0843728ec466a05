import Foundation

/// Where this repository and the public test suites beside it are.
package enum Suites {
  /// The root of the repository, from the place of this file.
  package static let repository: String = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The folder of a suite; nil, with a word on the output, where the suites are not there.
  package static func folder(_ name: String) -> String? {
    let root = ProcessInfo.processInfo.environment["SELARAS_SUITES"] ?? repository + "/../shared/suites"
    let folder = root + "/" + name
    guard FileManager.default.fileExists(atPath: folder) else {
      print("suite \(name) not run: \(folder) is not there")
      return nil
    }
    return folder
  }

  /// Every file under a folder with one of the endings, sorted.
  package static func files(under folder: String, endings: [String]) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    return walk.compactMap { $0 as? String }.filter { path in endings.contains { path.hasSuffix($0) } }.sorted().map { folder + "/" + $0 }
  }

  package static func bytes(_ path: String) -> [UInt8] { (try? Data(contentsOf: URL(fileURLWithPath: path))).map(Array.init) ?? [] }
}
