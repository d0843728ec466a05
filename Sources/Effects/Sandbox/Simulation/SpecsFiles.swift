import Documents
import FoundationEssentials
import Reading

/// Reads the simulation's own files from disk; a file that cannot be read is a diagnostic.
enum SpecsFiles {
  static func read(_ path: String, named at: SourcePosition? = nil) throws(Diagnostic) -> SourceFile {
    do {
      return SourceFile(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
    } catch {
      throw Diagnostic(unreadable, ["path": path], at: at ?? SourcePosition(file: path, line: 1, column: 1))
    }
  }

  /// The `.yaml` files of a folder, sorted.
  static func yamlFiles(in folder: String) throws(Diagnostic) -> [String] {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      return names.filter { $0.hasSuffix(".yaml") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { join(folder, $0) }
    } catch {
      throw Diagnostic(unreadable, ["path": folder], at: SourcePosition(file: folder, line: 1, column: 1))
    }
  }

  static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

  /// `Specs/Registry` and `../Contracts/a.yaml` make `Specs/Contracts/a.yaml`.
  static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var parts = folder.split(separator: "/").map(String.init).filter { $0 != "." }
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(String(part)) }
    }
    return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static let unreadable = Wording("sandbox.unreadable", id: "“{path}” tidak dapat dibaca.", en: "“{path}” cannot be read.")
  static let wordings = [unreadable]
}
