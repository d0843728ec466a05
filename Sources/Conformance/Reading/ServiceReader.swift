package import Documents
package import Model

/// Reads one service entry. What GOV-01 demands may be absent here; what is present must be well formed.
package enum ServiceReader {
  package static func read(_ node: Node) -> (service: Service?, diagnostics: [Diagnostic]) {
    var reader = MemberReader(node)
    let id = RegistryReader.identifier("id", &reader)
    let agency = RegistryReader.identifier("agency", &reader)
    let title = reader.string("title", required: false)
    let type = reader.word("apiType", APIType.self, required: false)
    let classification = reader.word("classification", Classification.self, required: false)
    let lifecycle = reader.word("lifecycle", Lifecycle.self, required: false)
    let environments = environments(&reader)
    let contract = contract(&reader)
    let level = level(&reader)
    let credential = credential(&reader)
    let testData = testData(&reader)
    let readOnlyPost = reader.strings("readOnlyPost", required: false)
    let consent = consent(&reader)
    let politeness = politeness(&reader)
    let port = reader.integer("plainHTTPPort", required: false)
    let consumes = reader.array("consumes", required: false).compactMap { consumption($0, &reader) }
    // Read by the requirements that judge them, kept in `entry`.
    for name in ["unit", "healthURL", "slo", "splpName", "testTokens", "changelogURL", "note"] { _ = reader.node(name) }
    reader.refuseUnknown()
    guard let id, let agency else { return (nil, reader.diagnostics) }
    let service = Service(
      id: id, agency: agency, title: title, apiType: type, classification: classification, lifecycle: lifecycle,
      production: environments.production, sandbox: environments.sandbox, contract: contract, claimedLevel: level, credential: credential,
      testData: testData, readOnlyPost: readOnlyPost, consent: consent, politeness: politeness, plainHTTPPort: port, consumes: consumes,
      entry: JSONValue(node), position: node.position)
    return (service, reader.diagnostics)
  }

  private static func environments(_ reader: inout MemberReader) -> (production: Environment?, sandbox: Environment?) {
    guard let node = reader.node("environments") else { return (nil, nil) }
    var inner = MemberReader(node)
    func environment(_ name: EnvironmentName) -> Environment? {
      guard let value = inner.node(name.rawValue) else { return nil }
      var members = MemberReader(value)
      let base = members.string("baseURL", required: false)
      members.refuseUnknown()
      inner.note(contentsOf: members.diagnostics)
      return base.map { Environment(name: name, baseURL: $0) }
    }
    let found = (environment(.production), environment(.sandbox))
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    return found
  }

  private static func contract(_ reader: inout MemberReader) -> ContractSource? {
    guard let node = reader.node("contract") else { return nil }
    var inner = MemberReader(node)
    let path = inner.string("path", required: false)
    let url = inner.string("url", required: false)
    _ = inner.string("digest", required: false)
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    return path == nil && url == nil ? nil : ContractSource(path: path, url: url)
  }

  private static func level(_ reader: inout MemberReader) -> Level? {
    guard let number = reader.integer("claimedLevel", required: false) else { return nil }
    if let level = Level(rawValue: number) { return level }
    reader.note(Diagnostic(badLevel, ["value": String(number)], at: reader.node["claimedLevel"]?.position))
    return nil
  }

  private static func credential(_ reader: inout MemberReader) -> CredentialReference? {
    guard let node = reader.node("credential") else { return nil }
    var inner = MemberReader(node)
    let variable = inner.string("environmentVariable", required: false)
    let file = inner.string("file", required: false)
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    if let variable { return CredentialReference(place: .environmentVariable(variable)) }
    return file.map { CredentialReference(place: .file($0)) }
  }

  private static func testData(_ reader: inout MemberReader) -> [String: [String: JSONValue]] {
    guard let node = reader.node("testData") else { return [:] }
    guard node.kind == .object else {
      reader.wrong(node, "testData", expected: "object")
      return [:]
    }
    var data: [String: [String: JSONValue]] = [:]
    for (operation, values) in node.members {
      guard values.kind == .object else {
        reader.wrong(values, operation, expected: "object")
        continue
      }
      data[operation] = Dictionary(values.members.map { ($0.name, JSONValue($0.value)) }, uniquingKeysWith: { first, _ in first })
    }
    return data
  }

  private static func consent(_ reader: inout MemberReader) -> Consent? {
    guard let node = reader.node("consent") else { return nil }
    var inner = MemberReader(node)
    let by = inner.string("by")
    let classes = inner.strings("classes").compactMap { name -> SafetyClass? in
      if let found = SafetyClass(name: name) { return found }
      inner.note(Diagnostic(badClass, ["value": name], at: node["classes"]?.position))
      return nil
    }
    let text = inner.string("until")
    let until = text.flatMap(Timestamp.init)
    if let text, until == nil { inner.note(Diagnostic(badDate, ["value": text], at: node["until"]?.position)) }
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let by, let until else { return nil }
    return Consent(by: by, classes: Set(classes), until: until)
  }

  private static func politeness(_ reader: inout MemberReader) -> Politeness? {
    guard let node = reader.node("politeness") else { return nil }
    var inner = MemberReader(node)
    let spacing = inner.integer("spacingMilliseconds", required: false) ?? 200
    let budget = inner.integer("requestBudget", required: false) ?? 500
    inner.refuseUnknown()
    if !(0...600_000).contains(spacing) || !(1...100_000).contains(budget) {
      inner.note(Diagnostic(badPoliteness, at: node.position))
    }
    reader.note(contentsOf: inner.diagnostics)
    return Politeness(spacingMilliseconds: spacing, requestBudget: budget)
  }

  private static func consumption(_ node: Node, _ reader: inout MemberReader) -> Consumption? {
    var inner = MemberReader(node)
    let service = inner.string("service")
    let operations = inner.strings("operations", required: false)
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    return service.map { Consumption(service: $0, operations: operations) }
  }

  private static let badLevel = Wording(
    "registry.claimedLevel", id: "claimedLevel harus 1, 2, atau 3, bukan {value}.", en: "claimedLevel must be 1, 2 or 3, not {value}.")
  private static let badClass = Wording(
    "registry.consentClass", id: "Kelas persetujuan harus P0, P1, atau P2, bukan “{value}”.",
    en: "A consent class must be P0, P1 or P2, not “{value}”.")
  private static let badDate = Wording(
    "registry.date", id: "“{value}” bukan tanggal (tulis 2026-12-31 atau 2026-12-31T00:00:00+07:00).",
    en: "“{value}” is not a date (write 2026-12-31 or 2026-12-31T00:00:00+07:00).")
  private static let badPoliteness = Wording(
    "registry.politeness", id: "Jeda 0–600000 ms dan anggaran 1–100000 permintaan.",
    en: "A spacing of 0 to 600000 ms and a budget of 1 to 100000 requests.")
  static let wordings = [badLevel, badClass, badDate, badPoliteness]
}
