package import Documents
import HTTPMessages
import Model
package import Reading

/// Reads a seeded fault, strictly (Specs/Faults/README.md).
package enum FaultReader {
  package static func read(_ file: SourceFile) -> (fault: Fault?, diagnostics: [Diagnostic]) {
    let document: Document
    do { document = try DocumentReader.read(file.bytes, file: file.path, limits: .contract) } catch { return (nil, [error]) }
    let root = document.root
    var reader = MemberReader(root)
    ProfileReader.version(&reader)
    let id = reader.string("id")
    let requirement = reader.string("requirement")
    let mayAlsoTrip = reader.strings("mayAlsoTrip")
    let target = reader.word("target", Fault.Target.self)
    let service = reader.string("service")
    let title = reader.bilingual("title")
    let change = reader.required("change").map(MemberReader.init)
    reader.refuseUnknown()
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    if let id, !name.utf8.elementsEqual("\(id).yaml".utf8) {
      reader.note(Diagnostic(wrongName, ["id": id, "file": name], at: root["id"]?.position))
    }
    guard var change else { return (nil, reader.diagnostics) }
    let registry = change.array("registry", required: false).compactMap { PatchOperation.read($0, &change) }
    let contract = change.array("contract", required: false).compactMap { PatchOperation.read($0, &change) }
    let server = change.array("server", required: false).compactMap { behaviour($0, &change) }
    let tls = change.node("tls").map { self.tls($0, &change) } ?? .none
    change.refuseUnknown()
    reader.note(contentsOf: change.diagnostics)
    if let target, change.node[target.rawValue] == nil {
      reader.note(Diagnostic(targetMissing, ["target": target.rawValue], at: change.node.position))
    }
    guard let id, let requirement, let target, let service, let title, reader.diagnostics.isEmpty else { return (nil, reader.diagnostics) }
    let fault = Fault(
      id: id, requirement: requirement, mayAlsoTrip: mayAlsoTrip, target: target, service: service, title: title, registry: registry,
      contract: contract, server: server, tls: tls, position: root.position)
    return (fault, [])
  }

  private static func tls(_ node: Node, _ outer: inout MemberReader) -> TLSFault {
    var reader = MemberReader(node)
    let version = reader.word("minimumVersion", TLSVersion.self, required: false)
    let certificate = reader.word("certificate", TLSFault.CertificateFault.self, required: false)
    let plain = reader.word("plainHTTP", TLSFault.PlainHTTP.self, required: false)
    reader.refuseUnknown()
    // SSL 3.0 is beyond what the TLS library can still speak.
    if let version, version != .tls10, version != .tls11 {
      reader.note(Diagnostic(badVersion, ["version": version.rawValue], at: node["minimumVersion"]?.position))
    }
    outer.note(contentsOf: reader.diagnostics)
    return TLSFault(minimumVersion: version, certificate: certificate, plainHTTP: plain)
  }

  // MARK: server behaviours

  private static func behaviour(_ node: Node, _ outer: inout MemberReader) -> Behaviour? {
    var reader = MemberReader(node)
    let isAccept = node["accept"] != nil
    if isAccept == (node["answer"] != nil), node.kind == .object { reader.note(Diagnostic(oneDeed, at: node.position)) }
    let cases = cases(isAccept ? "accept" : "answer", &reader, accepts: isAccept)
    let operations = reader.node("operations") == nil ? nil : reader.strings("operations")
    if operations != nil, let general = cases.first(where: { !$0.isOfOperation }) {
      reader.note(Diagnostic(noOperation, ["case": general.rawValue], at: node["operations"]?.position))
    }
    let change = isAccept ? nil : answer(&reader)
    reader.refuseUnknown()
    outer.note(contentsOf: reader.diagnostics)
    guard reader.diagnostics.isEmpty else { return nil }
    return Behaviour(deed: change.map { .answer($0) } ?? .accept, cases: cases, operations: operations, position: node.position)
  }

  private static func cases(_ name: String, _ reader: inout MemberReader, accepts: Bool) -> [RequestCase] {
    var cases: [RequestCase] = []
    for element in reader.array(name) {
      guard let text = element.string, let found = RequestCase(rawValue: text) else {
        let known = RequestCase.allCases.map(\.rawValue).joined(separator: ", ")
        reader.note(Diagnostic(unknownCase, ["value": element.string ?? "\(element.kind)", "allowed": known], at: element.position))
        continue
      }
      if accepts, !found.canBeAccepted { reader.note(Diagnostic(notAcceptable, ["case": text], at: element.position)) }
      cases.append(found)
    }
    return cases
  }

  private static func answer(_ reader: inout MemberReader) -> AnswerChange {
    let node = reader.node
    let status = reader.integer("status", required: false)
    if let status, !(200...599).contains(status) { reader.note(Diagnostic(badStatus, ["value": String(status)], at: node["status"]?.position)) }
    var fields: [(name: String, value: String?)] = []
    if let list = reader.node("fields") {
      if list.kind != .object { reader.wrong(list, "fields", expected: "object") }
      for (name, value) in list.members { if let field = field(name, value, &reader) { fields.append(field) } }
    }
    _ = reader.node("json")
    let text = reader.string("text", required: false)
    let json = node["json"]
    let patch = reader.array("patch", required: false).compactMap { PatchOperation.read($0, &reader) }
    let duplicate = reader.string("duplicate", required: false)
    let raw = reader.string("raw", required: false)
    if [json != nil, text != nil, raw != nil].count(where: \.self) > 1 { reader.note(Diagnostic(oneBody, at: node.position)) }
    let body: AnswerChange.Body? = json.map { .json(OrderedJSON($0)) } ?? text.map { .text($0) }
    return AnswerChange(status: status, fields: fields, body: body, patch: patch, duplicate: duplicate, raw: raw)
  }

  private static func field(_ name: String, _ value: Node, _ reader: inout MemberReader) -> (name: String, value: String?)? {
    let isName = !name.utf8.isEmpty && name.utf8.allSatisfy(ASCII.isToken)
    let isValue = value.kind == .null || value.string?.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ?? false
    guard isName, isValue else {
      reader.note(Diagnostic(badField, ["name": name], at: value.position))
      return nil
    }
    return (name, value.string)
  }

  private static let wrongName = Wording(
    "fault.fileName", id: "Cacat “{id}” harus berada dalam berkas {id}.yaml, bukan {file}.",
    en: "The fault “{id}” must stand in the file {id}.yaml, not {file}.")
  private static let targetMissing = Wording(
    "fault.targetMissing", id: "Cacat ini menyebut target {target}, tetapi change.{target} tidak ada.",
    en: "This fault names the target {target}, but there is no change.{target}.")
  private static let badVersion = Wording(
    "fault.minimumVersion", id: "minimumVersion hanya mengenal TLS 1.0 dan TLS 1.1, bukan {version}.",
    en: "minimumVersion knows TLS 1.0 and TLS 1.1 only, not {version}.")
  private static let oneDeed = Wording(
    "fault.oneDeed", id: "Satu perilaku berisi “accept” atau “answer”, tepat satu.", en: "A behaviour has “accept” or “answer”, exactly one.")
  private static let unknownCase = Wording(
    "fault.unknownCase", id: "Keadaan “{value}” tidak dikenal; yang dikenal: {allowed}.", en: "The case “{value}” is not known; known are: {allowed}."
  )
  private static let notAcceptable = Wording(
    "fault.notAcceptable", id: "Keadaan “{case}” tidak dapat dilewati dengan “accept”; pakai “answer”.",
    en: "The case “{case}” cannot be passed over with “accept”; use “answer”.")
  private static let badStatus = Wording(
    "fault.status", id: "Kode status harus 200 sampai 599, bukan {value}.", en: "A status code is from 200 to 599, not {value}.")
  private static let badField = Wording(
    "fault.field", id: "Header “{name}” harus bernama token dan bernilai teks satu baris atau null.",
    en: "The field “{name}” must be named by a token, with one line of text or null.")
  private static let oneBody = Wording(
    "fault.oneBody", id: "Pakai paling banyak satu dari “json”, “text”, dan “raw”.", en: "Use at most one of “json”, “text” and “raw”.")
  private static let noOperation = Wording(
    "fault.noOperation", id: "Keadaan “{case}” tidak mengenai satu operasi; hapus “operations”.",
    en: "The case “{case}” is not about one operation; remove “operations”.")
  static let wordings = [wrongName, targetMissing, badVersion, oneDeed, unknownCase, notAcceptable, badStatus, badField, oneBody, noOperation]
}
