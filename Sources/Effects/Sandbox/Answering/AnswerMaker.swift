import Documents
import HTTPMessages
import JSONSchema
import OpenAPI

/// Makes the proper answers of a contract from its examples, and proves each against its declared schema.
struct AnswerMaker {
  let contract: Contract
  private(set) var diagnostics: [Diagnostic] = []

  init(_ contract: Contract) { self.contract = contract }

  var dialect: SchemaDialect { contract.version == .v30 ? .openAPI30 : .openAPI31 }

  /// The first declared success: the lowest exact 2xx, else 2XX, else `default`.
  mutating func success(_ operation: Operation) -> Answer {
    let exact = operation.responses.compactMap { declaration -> Int? in
      if case .exact(let status) = declaration.status, (200...299).contains(status) { status } else { nil }
    }
    let status = exact.min() ?? 200
    guard let declaration = operation.response(for: status) else { return Answer(status: exact.isEmpty ? 204 : status) }
    return answer(status, declaration, operation) ?? Answer(status: status)
  }

  /// An error in the shape that the operation declares for it, else a problem document.
  mutating func failure(_ status: Int, of operation: Operation?) -> Answer {
    guard let operation, let declaration = operation.response(for: status) else { return Answer.problem(status) }
    return answer(status, declaration, operation) ?? Answer.problem(status, fields: headers(declaration))
  }

  /// Nil when the declaration has no content.
  private mutating func answer(_ status: Int, _ declaration: ResponseDeclaration, _ operation: Operation) -> Answer? {
    let isJSON: (MediaDeclaration) -> Bool = { MediaType($0.range)?.isJSON ?? false }
    guard let media = declaration.media.first(where: isJSON) ?? declaration.media.first else { return nil }
    var answer = Answer(status: status)
    answer.set("Content-Type", media.range.contains("*") ? "application/json" : media.range)
    for field in headers(declaration) { answer.set(field.name, field.value) }
    guard let example = example(media, operation) else { return answer }
    answer.body = isJSON(media) || media.range.contains("*") ? .json(example) : .bytes(Array((example.text ?? "").utf8))
    answer.fitProblemStatus()
    return answer
  }

  /// Declared header fields that have a value to show.
  private func headers(_ declaration: ResponseDeclaration) -> [HeaderField] {
    declaration.node["headers"]?.members.compactMap { name, entry in
      guard !ASCII.equalIgnoringCase(name, "Content-Type"), let header = contract.resolve(entry) else { return nil }
      let schema = header["schema"].flatMap { contract.resolve($0) }
      let value =
        Self.value(header, contract) ?? schema.flatMap { $0["example"] ?? $0["examples"]?[0] ?? $0["const"] ?? $0["default"] ?? $0["enum"]?[0] }
      guard let text = value?.string ?? value?.numberText, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
      return HeaderField(name: name, value: text)
    } ?? []
  }

  /// `example`, or the first of `examples`.
  private static func value(_ node: Node, _ contract: Contract) -> Node? {
    node["example"] ?? node["examples"]?.members.first { _ in true }.flatMap { contract.resolve($0.value) }?["value"]
  }

  private mutating func example(_ media: MediaDeclaration, _ operation: Operation) -> OrderedJSON? {
    if let given = Self.value(media.node, contract) {
      if let schema = media.schema { prove(given, given.position, schema, operation) }
      return OrderedJSON(given)
    }
    guard let schema = media.schema else { return nil }
    var sample = SampleInstance(contract)
    guard let made = sample.make(schema) else {
      diagnostics.append(Diagnostic(Self.noExample, ["operation": operation.key], at: media.node.position, pointer: media.node.pointer))
      return nil
    }
    if let document = try? JSONReader.read(made.bytes(pretty: false), file: "sample", limits: .body) {
      prove(document.root, media.node.position, schema, operation)
    }
    return made
  }

  private mutating func prove(_ instance: Node, _ position: SourcePosition, _ schema: Node, _ operation: Operation) {
    do {
      let compiled = try CompiledSchema.compile(schema, dialect: dialect, direction: .response, others: [:], assertFormats: true)
      let result = compiled.validate(instance, budget: 1_000_000)
      guard !result.isValid else { return }
      let place = result.violations.first?.instancePointer.description ?? ""
      diagnostics.append(
        Diagnostic(
          Self.badExample,
          ["operation": operation.key, "place": place.utf8.isEmpty ? "/" : place, "keyword": result.violations.first?.keyword ?? "–"],
          at: position, pointer: nil))
    } catch { diagnostics.append(error) }
  }

  private static let noExample = Wording(
    "sandbox.noExample", id: "Respons {operation} tidak memiliki contoh, dan contoh tidak dapat dibuat dari skemanya; tulis “example”.",
    en: "The response of {operation} has no example, and none can be made from its schema; write an “example”.")
  private static let badExample = Wording(
    "sandbox.badExample", id: "Contoh respons {operation} melanggar skemanya sendiri di {place} ({keyword}).",
    en: "The response example of {operation} breaks its own schema at {place} ({keyword}).")
  static let wordings = [noExample, badExample]
}
