package import Documents

/// A contract as far as it could be read, and everything that is wrong with it.
package struct ContractReading: Sendable {
  /// Nil when the document is not OpenAPI 3.x.
  package let contract: Contract?
  package let diagnostics: [Diagnostic]
}

/// Reads OpenAPI 3.0, 3.1 and 3.2; faults are collected, not thrown, so that one reading shows all of them.
package enum ContractReader {
  /// From a file's bytes; one that is neither JSON nor YAML is a contract with that fault alone.
  package static func read(_ bytes: [UInt8], file: String) -> ContractReading {
    do { return read(try DocumentReader.read(bytes, file: file, limits: .contract)) } catch {
      return ContractReading(contract: nil, diagnostics: [error])
    }
  }

  package static func read(_ document: Document) -> ContractReading {
    let root = document.root
    guard root.kind == .object else { return ContractReading(contract: nil, diagnostics: [Diagnostic(notObject, at: root.position)]) }
    if let swagger = root["swagger"] {
      return ContractReading(
        contract: nil, diagnostics: [Diagnostic(swagger2, ["version": swagger.string ?? swagger.numberText ?? "?"], at: swagger.position)])
    }
    guard let declared = root["openapi"]?.string, let version = version(declared) else {
      let node = root["openapi"]
      let diagnostic = Diagnostic(
        unknownVersion, ["version": node?.string ?? node?.numberText ?? "–"], at: (node ?? root).position, pointer: node?.pointer)
      return ContractReading(contract: nil, diagnostics: [diagnostic])
    }
    var structure = StructureReview(document, version)
    structure.review()
    var reader = OperationReader(document, version)
    let operations = reader.operations()
    let contract = Contract(
      document: document, version: version, title: root["info"]?["title"]?.string ?? "", apiVersion: root["info"]?["version"]?.string ?? "",
      servers: servers(root), operations: operations, securitySchemes: reader.securitySchemes())
    let diagnostics = duplicates(document) + structure.diagnostics + reader.diagnostics
    return ContractReading(contract: contract, diagnostics: diagnostics)
  }

  private static func version(_ text: String) -> OpenAPIVersion? {
    OpenAPIVersion.allCases.first { text == $0.rawValue || text.hasPrefix($0.rawValue + ".") }
  }

  private static func duplicates(_ document: Document) -> [Diagnostic] {
    document.duplicateNames.map { Diagnostic(duplicateName, ["name": $0.name], at: $0.position, pointer: $0.object.appending($0.name)) }
  }

  private static func servers(_ root: Node) -> [Server] {
    guard let list = root["servers"], list.kind == .array else { return [] }
    return list.elements.compactMap { node in
      guard var url = node["url"]?.string else { return nil }
      var unfilled: [String] = []
      for part in url.split(separator: "{").dropFirst() {
        guard let end = part.firstIndex(of: "}") else { continue }
        let name = String(part[..<end])
        if let value = node["variables"]?[name]?["default"]?.string {
          url = url.replacing("{\(name)}", with: value)
        } else {
          unfilled.append(name)
        }
      }
      return Server(url: url, description: node["description"]?.string, unfilled: unfilled, node: node)
    }
  }

  private static let notObject = Wording(
    "openapi.notObject", id: "Berkas ini bukan dokumen OpenAPI: isinya bukan objek.", en: "This is no OpenAPI document: it is not an object.")
  private static let swagger2 = Wording(
    "openapi.swagger2", id: "Kontrak ini Swagger {version}; yang dapat diuji adalah OpenAPI 3.0, 3.1, atau 3.2. Konversikan lebih dulu.",
    en: "This contract is Swagger {version}; OpenAPI 3.0, 3.1 and 3.2 can be tested. Convert it first.")
  private static let unknownVersion = Wording(
    "openapi.versionUnknown", id: "Anggota “openapi” harus menyebut versi 3.0, 3.1, atau 3.2, bukan “{version}”.",
    en: "The member “openapi” must name version 3.0, 3.1 or 3.2, not “{version}”.")
  private static let duplicateName = Wording(
    "openapi.duplicateName", id: "Nama “{name}” muncul dua kali dalam objek yang sama.", en: "The name “{name}” stands twice in the same object.")

  package static let wordings =
    [notObject, swagger2, unknownVersion, duplicateName] + StructureReview.wordings + OperationReader.wordings
}
