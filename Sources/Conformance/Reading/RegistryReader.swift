package import Documents
package import Model

/// Reads a registry (YAML or JSON). A bad row is reported with its number, the others go on: rows in = accepted + rejected.
package enum RegistryReader {
  /// `registry` is nil only when the file as a whole cannot be read.
  package static func read(_ file: SourceFile) -> (registry: Registry?, diagnostics: [Diagnostic]) {
    let document: Document
    do { document = try DocumentReader.read(file.bytes, file: file.path, limits: .contract) } catch { return (nil, [error]) }
    var reader = MemberReader(document.root)
    ProfileReader.version(&reader)
    let region = reader.bilingual("region")
    let agencyNodes = reader.array("agencies")
    let serviceNodes = reader.array("services")
    reader.refuseUnknown()
    guard let region, reader.diagnostics.isEmpty else { return (nil, reader.diagnostics) }
    var rejected: [RejectedRow] = []
    var agencies: [Agency] = []
    for (index, node) in agencyNodes.enumerated() {
      let reading = agency(node)
      let twice = agencies.contains { $0.id == reading.agency?.id } ? [duplicate(node, reading.agency?.id)] : []
      if let agency = reading.agency, reading.diagnostics.isEmpty, twice.isEmpty {
        agencies.append(agency)
      } else {
        rejected.append(RejectedRow(number: index + 1, diagnostics: reading.diagnostics + twice))
      }
    }
    var services: [Service] = []
    var seen: Set<String> = []
    for (index, node) in serviceNodes.enumerated() {
      let reading = ServiceReader.read(node)
      var diagnostics = reading.diagnostics
      if let service = reading.service {
        if !agencies.contains(where: { $0.id == service.agency }) {
          diagnostics.append(Diagnostic(unknownAgency, ["id": service.agency], at: (node["agency"] ?? node).position))
        }
        if !seen.insert("\(service.agency)/\(service.id)").inserted { diagnostics.append(duplicate(node, service.id)) }
      }
      if let service = reading.service, diagnostics.isEmpty {
        services.append(service)
      } else {
        rejected.append(RejectedRow(number: index + 1, diagnostics: diagnostics))
      }
    }
    let registry = Registry(region: region, agencies: agencies, services: services, rejected: rejected)
    return (registry, rejected.flatMap(\.diagnostics))
  }

  private static func agency(_ node: Node) -> (agency: Agency?, diagnostics: [Diagnostic]) {
    var reader = MemberReader(node)
    let id = identifier("id", &reader)
    let name = reader.string("name")
    let region = reader.string("regionCode")
    let parent = reader.string("parent", required: false)
    let unit = reader.string("unit", required: false)
    let contact = reader.string("contact", required: false)
    reader.refuseUnknown()
    guard let id, let name, let region else { return (nil, reader.diagnostics) }
    return (Agency(id: id, name: name, regionCode: region, parent: parent, unit: unit, contact: contact), reader.diagnostics)
  }

  /// `[a-z0-9-]{1,64}`: safe as a file name and in a URL.
  static func identifier(_ name: String, _ reader: inout MemberReader) -> String? {
    guard let text = reader.string(name) else { return nil }
    let isFit = (1...64).contains(text.utf8.count) && text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    if isFit { return text }
    reader.note(Diagnostic(badIdentifier, ["name": name, "value": text], at: reader.node[name]?.position))
    return nil
  }

  private static func duplicate(_ node: Node, _ id: String?) -> Diagnostic {
    Diagnostic(duplicateID, ["id": id ?? ""], at: (node["id"] ?? node).position)
  }

  private static let badIdentifier = Wording(
    "registry.identifier", id: "“{name}” hanya boleh berisi huruf kecil, angka, dan tanda hubung (1–64 karakter), bukan “{value}”.",
    en: "“{name}” may hold only lower-case letters, digits and hyphens (1 to 64 characters), not “{value}”.")
  private static let duplicateID = Wording(
    "registry.duplicate", id: "Id “{id}” sudah dipakai baris sebelumnya.", en: "The id “{id}” is already used by an earlier row.")
  private static let unknownAgency = Wording(
    "registry.unknownAgency", id: "Instansi “{id}” tidak ada di daftar agencies.", en: "There is no agency “{id}” in the list of agencies.")
  package static let wordings = [badIdentifier, duplicateID, unknownAgency] + ServiceReader.wordings
}
