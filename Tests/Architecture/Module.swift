/// A module of the program with what it may import: the same table as in ARCHITECTURE.md, which a test compares with this one.
struct Module {
  enum Layer: String, CaseIterable { case languages = "Languages", conformance = "Conformance", effects = "Effects", command = "the command" }

  let name: String
  let layer: Layer
  /// Modules of ours; a layer's name stands for all of its modules.
  let imports: [String]
  /// Packages and shims.
  let outside: [String]

  init(_ name: String, _ layer: Layer, _ imports: [String] = [], outside: [String] = []) {
    self.name = name
    self.layer = layer
    self.imports = imports
    self.outside = outside
  }

  /// The one table of who may import whom.
  static let all: [Module] = [
    Module("Documents", .languages, outside: ["CYAML"]),
    Module("Digests", .languages, ["Documents"], outside: ["Crypto"]),
    Module("Patterns", .languages, ["Documents"], outside: ["CPCRE2"]),
    Module("DataTypes", .languages, ["Documents", "Patterns"]),
    Module("JSONSchema", .languages, ["Documents", "Patterns", "DataTypes"]),
    Module("HTTPMessages", .languages, ["Documents"]),
    Module("Codings", .languages, outside: ["CZlib"]),
    Module("OpenAPI", .languages, ["Documents", "Patterns", "DataTypes", "JSONSchema", "HTTPMessages"]),
    Module("Model", .conformance, ["Languages"]),
    Module("Observing", .conformance, ["Languages", "Model"]),
    Module("Reading", .conformance, ["Languages", "Model"]),
    Module("Checks", .conformance, ["Languages", "Model"]),
    Module("Planning", .conformance, ["Languages", "Model", "Checks"]),
    Module("Evaluation", .conformance, ["Languages", "Model", "Checks"]),
    Module("Examples", .conformance, ["Languages", "Model", "Observing", "Reading", "Checks", "Planning", "Evaluation"]),
    Module("Deciding", .conformance, ["Languages", "Model"]),
    Module("Reporting", .conformance, ["Languages", "Model"]),
    Module("Wire", .effects, ["Languages", "Model"], outside: ["CCurl", "COpenSSL"]),
    Module("Execution", .effects, ["Languages", "Model", "Observing", "Wire"]),
    Module("Workspace", .effects, ["Languages", "Model", "Reading"]),
    Module("Register", .effects, ["Languages", "Model"], outside: ["GRDB"]),
    Module(
      "Sandbox", .effects, ["Languages", "Model", "Reading"],
      outside: ["NIOCore", "NIOPosix", "NIOTLS", "NIOSSL", "X509", "SwiftASN1", "Crypto"]),
    Module("Relay", .effects, ["Languages", "Conformance", "Wire", "Execution", "Workspace", "Register"]),
    Module("selaras", .command, ["Languages", "Conformance", "Effects"], outside: ["ArgumentParser"]),
  ]

  /// What the system brings; for Effects and the command only.
  static let system: Set<String> = ["Glibc", "Dispatch", "Synchronization", "FoundationEssentials", "Foundation"]

  /// Names of layers replaced by their modules.
  var ours: Set<String> {
    Set(imports.flatMap { name in Layer(rawValue: name).map { layer in Self.all.filter { $0.layer == layer }.map(\.name) } ?? [name] })
  }

  var mayImport: Set<String> {
    ours.union(outside).union(layer == .effects || layer == .command ? Self.system : [])
  }

  /// The folder of its sources, from the root of the repository.
  var folder: String { layer == .command ? "Sources/selaras" : "Sources/\(layer.rawValue)/\(name)" }
}
