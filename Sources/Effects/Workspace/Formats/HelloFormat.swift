import Documents
import Model
import Reading

/// The answer to a hand-made ClientHello: `kind` says which members there are.
enum HelloFormat {
  private enum Kind: String, CaseIterable { case serverHello, alert, closed, notTLS, violation, silence }

  static func value(_ answer: HelloAnswer) -> JSONValue {
    switch answer {
    case .serverHello(let version, let suite, let applicationProtocol):
      .record([
        "kind": kind(.serverHello), "version": .string(version.rawValue), "suite": .text(suite?.hex),
        "applicationProtocol": .text(applicationProtocol),
      ])
    case .alert(let level, let description):
      .object(["kind": kind(.alert), "level": .integer(Int(level)), "description": .integer(Int(description))])
    case .closed: .object(["kind": kind(.closed)])
    case .notTLS(let prefix): .object(["kind": kind(.notTLS), "prefix": .string(Latin1.text(prefix))])
    case .violation(let violation): .object(["kind": kind(.violation), "violation": .string(violation.rawValue)])
    case .silence: .object(["kind": kind(.silence)])
    }
  }

  static func read(_ reader: inout MemberReader) -> HelloAnswer? {
    guard let kind = reader.word("kind", Kind.self) else { return nil }
    switch kind {
    case .serverHello:
      let version = reader.word("version", TLSVersion.self)
      let suite = suite(&reader)
      let applicationProtocol = reader.string("applicationProtocol", required: false)
      return version.map { .serverHello(version: $0, suite: suite, applicationProtocol: applicationProtocol) }
    case .alert:
      let level = byte("level", &reader)
      let description = byte("description", &reader)
      guard let level, let description else { return nil }
      return .alert(level: level, description: description)
    case .closed: return .closed
    case .notTLS: return reader.text("prefix", Latin1.bytes).map(HelloAnswer.notTLS)
    case .violation: return reader.word("violation", HelloViolation.self).map(HelloAnswer.violation)
    case .silence: return .silence
    }
  }

  private static func kind(_ kind: Kind) -> JSONValue { .string(kind.rawValue) }

  private static func suite(_ reader: inout MemberReader) -> CipherSuite? {
    guard let text = reader.string("suite", required: false) else { return nil }
    if let suite = CipherSuite(hex: text) { return suite }
    reader.note(Diagnostic(StrictRecord.badValue, ["name": "suite", "value": text], at: reader.node["suite"]?.position))
    return nil
  }

  private static func byte(_ name: String, _ reader: inout MemberReader) -> UInt8? {
    guard let number = reader.integer(name) else { return nil }
    if let byte = UInt8(exactly: number) { return byte }
    reader.note(Diagnostic(StrictRecord.badValue, ["name": name, "value": String(number)], at: reader.node[name]?.position))
    return nil
  }
}
