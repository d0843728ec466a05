import Documents
import Model
import Reading

/// A simulation as written: which faults and changes each sample service carries.
struct Simulation {
  /// Relative to the simulation's own folder.
  let registry: String
  let title: Bilingual
  let entries: [Entry]

  struct Entry {
    let service: String
    let note: Bilingual?
    let faults: [(id: String, position: SourcePosition)]
    let registry: [PatchOperation]
    let contract: [PatchOperation]
    let isReachable: Bool
    let position: SourcePosition
  }
}

/// Reads a simulation, strictly.
enum SimulationReader {
  static func read(_ file: SourceFile) -> (simulation: Simulation?, diagnostics: [Diagnostic]) {
    let document: Document
    do { document = try DocumentReader.read(file.bytes, file: file.path, limits: .contract) } catch { return (nil, [error]) }
    var reader = MemberReader(document.root)
    ProfileReader.version(&reader)
    let registry = reader.string("registry")
    let title = reader.bilingual("title")
    let entries = reader.array("services").compactMap { entry($0, &reader) }
    reader.refuseUnknown()
    for (index, entry) in entries.enumerated() where entries[..<index].contains(where: { $0.service.utf8.elementsEqual(entry.service.utf8) }) {
      reader.note(Diagnostic(twice, ["service": entry.service], at: entry.position))
    }
    guard let registry, let title, reader.diagnostics.isEmpty else { return (nil, reader.diagnostics) }
    return (Simulation(registry: registry, title: title, entries: entries), [])
  }

  private static func entry(_ node: Node, _ outer: inout MemberReader) -> Simulation.Entry? {
    var reader = MemberReader(node)
    let service = reader.string("service")
    let note = reader.bilingual("note", required: false)
    var faults: [(id: String, position: SourcePosition)] = []
    for element in reader.array("faults") {
      if let id = element.string { faults.append((id, element.position)) } else { reader.wrong(element, "faults", expected: "string") }
    }
    let registry = reader.array("registry", required: false).compactMap { PatchOperation.read($0, &reader) }
    let contract = reader.array("contract", required: false).compactMap { PatchOperation.read($0, &reader) }
    let isReachable = reader.boolean("reachable", default: true)
    reader.refuseUnknown()
    outer.note(contentsOf: reader.diagnostics)
    guard let service, reader.diagnostics.isEmpty else { return nil }
    return Simulation.Entry(
      service: service, note: note, faults: faults, registry: registry, contract: contract, isReachable: isReachable, position: node.position)
  }

  private static let twice = Wording(
    "simulation.twice", id: "Layanan “{service}” disebut dua kali dalam simulasi.", en: "The service “{service}” stands twice in the simulation.")
  static let wordings = [twice]
}
