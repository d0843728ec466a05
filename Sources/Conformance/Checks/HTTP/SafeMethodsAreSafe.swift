package import Documents
package import Model
import OpenAPI

/// GET and HEAD have no request body, and no GET path orders a change (HTP-01).
package struct SafeMethodsAreSafe: Check {
  package static let id = "safe-methods-are-safe"
  package let needs: Set<Need> = [.contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let instances = view.judgeOperations { operation, contract in
      switch operation.method {
      case "GET", "HEAD": Self.judgeRead(operation, view.profile.data.changingVerbs)
      case "POST": Self.judgePost(operation, contract, view)
      default: .irrelevant
      }
    }
    let isEmpty = instances.allSatisfy { $0.outcome == .untested(.noOperation) }
    guard isEmpty, view.contract?.contract?.operations.isEmpty == false else { return instances }
    return [Instance(outcome: .inapplicable(.notDeclared("readOperation")), findings: [], location: Location())]
  }

  private static func judgeRead(_ operation: Operation, _ verbs: [String]) -> Judgement {
    var findings: [Finding] = []
    if let body = operation.requestBody { findings.append(operation.finding(bodyOnRead, at: body)) }
    var advice: [Finding] = []
    for words in literalSegments(operation.path) {
      guard let verb = words.first, verbs.contains(where: { NameWords($0).compact == verb }) else { continue }
      let isThing = words.words.count > 1 && thingMakers.contains(words.words[1])
      if isThing {
        advice.append(operation.finding(perhapsVerb, ["verb": verb], isAdvice: true))
      } else if operation.method == "GET" {
        findings.append(operation.finding(verbInPath, ["verb": verb]))
      }
    }
    return findings.isEmpty ? .passed(advice: advice) : .failed(findings + advice)
  }

  /// Words of every segment outside its parameters: `/hapus-{id}` says "hapus", `/{aksi}` says nothing.
  private static func literalSegments(_ path: String) -> [NameWords] {
    path.split(separator: "/").map { segment in
      var literal = ""
      var rest = segment[...]
      while let open = rest.firstIndex(of: "{") {
        literal += rest[..<open] + " "
        rest = rest[open...].firstIndex(of: "}").map { rest[rest.index(after: $0)...] } ?? ""
      }
      return NameWords(literal + rest)
    }
  }

  /// Behind these, a leading verb names a thing: `simpan-pinjam`, `update-terakhir`, `delete-log`.
  private static let thingMakers: Set<String> = [
    "pinjam", "terakhir", "terbaru", "terkini", "log", "logs", "history", "riwayat", "date", "time", "tanggal", "waktu", "status", "info", "notes",
  ]

  /// A read that is offered by POST only cannot be cached, linked or repeated safely. Registered as such, it was meant.
  private static func judgePost(_ operation: Operation, _ contract: Contract, _ view: EvidenceView) -> Judgement {
    let registered = view.subject.service.readOnlyPost
    let isRegistered = registered.contains { $0.utf8.elementsEqual((operation.id ?? "").utf8) || $0.utf8.elementsEqual(operation.key.utf8) }
    let hasRead = contract.operations.contains { $0.method == "GET" && $0.path.utf8.elementsEqual(operation.path.utf8) }
    guard !isRegistered, !hasRead else { return .irrelevant }
    let names = [literalSegments(operation.path).last { !$0.words.isEmpty }, operation.id.map { NameWords($0) }].compactMap { $0?.first }
    guard let verb = names.first(where: { name in view.profile.data.readingVerbs.contains { NameWords($0).compact == name } }) else {
      return .irrelevant
    }
    return .passed(advice: [operation.finding(readByPost, ["verb": verb], isAdvice: true)])
  }

  private static let bodyOnRead = Wording(
    "safeMethod.body",
    id: "Operasi {operation} meminta isi permintaan; pindahkan ke parameter, atau gunakan POST.",
    en: "The operation {operation} asks for a request body; move it to parameters, or use POST.")
  private static let verbInPath = Wording(
    "safeMethod.verb",
    id: "Path {operation} memuat kata kerja “{verb}”; perubahan data tidak boleh lewat GET. Gunakan POST, PUT, PATCH, atau DELETE.",
    en: "The path {operation} has the verb “{verb}”; data must not be changed by GET. Use POST, PUT, PATCH or DELETE.")
  private static let perhapsVerb = Wording(
    "safeMethod.perhapsVerb",
    id: "Salah satu ruas path {operation} diawali kata “{verb}”; pastikan GET ini tidak mengubah data.",
    en: "A segment of {operation} begins with the word “{verb}”; make sure that this GET changes no data.")
  private static let readByPost = Wording(
    "safeMethod.readByPost",
    id: "Operasi {operation} tampaknya hanya membaca (“{verb}”), tetapi ditawarkan lewat POST saja; pertimbangkan GET, "
      + "atau daftarkan sebagai operasi baca.",
    en: "The operation {operation} seems to read only (“{verb}”) but is offered by POST alone; consider GET, "
      + "or register it as a reading operation.")

  package static let wordings = [bodyOnRead, verbInPath, perhapsVerb, readByPost]
}
