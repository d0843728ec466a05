import Foundation
import TestSupport

/// `selaras-bench`: everything that is claimed about speed and memory, measured side by side; one line `name: value` a figure, and all of
/// them in Reports/bench.json. `client …` is one measured process, `soak MINUTES` runs on its own.
@main struct Bench {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "client" { return await WireLoad(Array(arguments.dropFirst())).run() }
    do {
      let ground = try Ground()
      defer { ground.end() }
      if arguments.first == "soak" {
        let minutes = arguments.dropFirst().first.flatMap(Double.init) ?? 30
        try keep(await Soak(minutes: minutes).run(port: Ground.plainPort))
      } else {
        try keep(WireBench(ground).run())
      }
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  /// Prints the figures and puts them beside those of earlier benches.
  private static func keep(_ figures: [(name: String, value: Double)]) throws {
    let path = Suites.repository + "/Reports/bench.json"
    var all = (try? JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))) as? [String: Double] ?? [:]
    for (name, value) in figures where value.isFinite {
      print("\(name): \(Figure.text(value))")
      all[name] = Double(Figure.text(value))
    }
    let lines = all.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": \(Figure.text($0.value))" }
    try ("{\n" + lines.joined(separator: ",\n") + "\n}\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
