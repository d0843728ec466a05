package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// A body that is a JSON object or array says so in its Content-Type (HTP-04).
package struct JSONIsLabelledAsJSON: Check {
  package static let id = "json-is-labelled-as-json"
  package let needs: Set<Need> = [.contract, .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let declaresJSON = view.contract?.contract?.operations.contains { operation in
      operation.method == "GET" && operation.responses.flatMap(\.media).contains { $0.essence == "*/*" || MediaType($0.range)?.isJSON ?? false }
    }
    let none: Outcome = declaresJSON ?? false ? .untested(.noEvidence) : .inapplicable(.notDeclared("jsonBody"))
    return view.judgeAnswers(of: [.callReadOperations], whenNone: none, Self.judge)
  }

  private static func judge(_ answer: Answer) -> Judgement {
    // A text such as `12` or `"ya"` reads as JSON by chance; only an object or an array is proof.
    guard answer.hasContent, answer.facts.syntax == .json, let kind = answer.document?.root.kind, kind == .object || kind == .array else {
      return .irrelevant
    }
    guard let text = answer.head.value("Content-Type"), !text.utf8.isEmpty else { return .failed([answer.finding(missing)]) }
    guard let label = MediaType(text) else { return .failed([answer.finding(malformed)]) }
    if label.isJSON { return .passed }
    let type = ["type": label.essence]
    // One line of NDJSON is a JSON object, and every JSON text is YAML: these labels are true as well.
    if lineTypes.contains(label.essence) || label.subtype.hasSuffix("yaml") { return .irrelevant }
    if NameWords(label.subtype).words.contains("json") { return .passed(advice: [answer.finding(unregistered, type, isAdvice: true)]) }
    if label.essence == "application/octet-stream", isDownload(answer) {
      return .passed(advice: [answer.finding(download, type, isAdvice: true)])
    }
    return .failed([answer.finding(wrong, type)])
  }

  private static let lineTypes: Set<String> = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines", "application/json-seq",
  ]

  private static func isDownload(_ answer: Answer) -> Bool {
    answer.head.value("Content-Disposition").map { ASCII.lowercased($0).hasPrefix("attachment") } ?? false
  }

  private static let missing = Wording(
    "jsonLabel.missing",
    id: "Jawaban JSON atas {operation} tidak memiliki Content-Type; kirim Content-Type: application/json.",
    en: "The JSON answer to {operation} has no Content-Type; send Content-Type: application/json.")
  private static let malformed = Wording(
    "jsonLabel.malformed",
    id: "Jawaban JSON atas {operation} memiliki Content-Type yang bukan tipe media; kirim Content-Type: application/json.",
    en: "The JSON answer to {operation} has a Content-Type that is no media type; send Content-Type: application/json.")
  private static let wrong = Wording(
    "jsonLabel.wrong",
    id: "Jawaban JSON atas {operation} diberi label {type}; kirim Content-Type: application/json.",
    en: "The JSON answer to {operation} is labelled {type}; send Content-Type: application/json.")
  private static let unregistered = Wording(
    "jsonLabel.unregistered",
    id: "Jawaban JSON atas {operation} diberi label {type}, yang tidak dikenali semua pustaka; lebih baik application/json.",
    en: "The JSON answer to {operation} is labelled {type}, which not every library recognises; application/json is better.")
  private static let download = Wording(
    "jsonLabel.download",
    id: "Berkas JSON dari {operation} diberi label {type}; application/json memberi tahu pemakai apa isinya.",
    en: "The JSON file of {operation} is labelled {type}; application/json tells clients what it holds.")

  package static let wordings = [missing, malformed, wrong, unregistered, download]
}
