package import Documents
import Foundation
package import JSONSchema

/// The schemas of `Specs/Schemas`, as our own reader and an independent one judge by them.
package enum FormatSchemas {
  package static let folder = Suites.repository + "/Specs/Schemas"

  package static let names: [String] = Suites.files(under: folder, endings: [".schema.json"]).map {
    String($0.split(separator: "/")[$0.split(separator: "/").count - 1].dropLast(".schema.json".count))
  }

  package static func schema(_ name: String) throws -> CompiledSchema {
    let path = "\(folder)/\(name).schema.json"
    let document = try JSONReader.read(Suites.bytes(path), file: path, limits: .contract)
    return try CompiledSchema.compile(document.root, dialect: .draft2020, direction: .none, others: [:], assertFormats: true)
  }

  /// What an instance breaks, one line each; empty when it is valid.
  package static func faults(_ instance: Node, _ schema: CompiledSchema) -> [String] {
    let result = schema.validate(instance, budget: 50_000_000)
    return result.violations.map { "\($0.instancePosition) \($0.instancePointer): \($0.text(in: .english))" }
      + (result.stopped.map { ["stopped: \($0)"] } ?? [])
  }

  /// Whether Python's `jsonschema` finds each instance valid; nil, with a word on the output, when it is not installed.
  package static func independent(_ instances: [(schema: String, instance: JSONValue)]) throws -> [Bool]? {
    let work = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-schemas-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: work) }
    let input = JSONValue.array(instances.map { .array([.string($0.schema), $0.instance]) })
    try Data(input.text(pretty: false).utf8).write(to: work)
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", program, folder, work.path]
    let output = Pipe()
    python.standardOutput = output
    python.standardError = FileHandle.nullDevice
    do { try python.run() } catch {
      print("independent schema reader not run: python3 is not there")
      return nil
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    python.waitUntilExit()
    guard python.terminationStatus == 0 else {
      print("independent schema reader not run: python3 has no jsonschema")
      return nil
    }
    return text.split(separator: "\n").map { $0 == "valid" }
  }

  private static let program = """
    import json, sys
    from jsonschema import Draft202012Validator
    schemas = {}
    for name, instance in json.load(open(sys.argv[2], encoding="utf-8")):
        if name not in schemas:
            schema = json.load(open(f"{sys.argv[1]}/{name}.schema.json", encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
            schemas[name] = Draft202012Validator(schema)
        print("valid" if schemas[name].is_valid(instance) else "invalid")
    """
}
