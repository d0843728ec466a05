package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// Every operation whose data are not open asks for a declared security scheme, and for no token in a header of its own (AUT-01).
package struct EveryRestrictedOperationHasAScheme: Check {
  package static let id = "every-restricted-operation-has-a-scheme"
  package let needs: Set<Need> = [.contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeOperations { operation, contract in
      guard view.isOpenData(operation) != true, !Self.givesCredentials(operation, contract) else {
        return .inapplicable(.notDeclared("restrictedOperation"))
      }
      // Nobody said whether these data are open: the registry entry comes first.
      if Self.admitsAnybody(operation), view.isOpenData(operation) == nil {
        return .untested(view.subject.isSelfDeclared ? .noRegistryEntry : .prerequisite("GOV-01"))
      }
      let faults = Self.faults(operation, contract)
      let plain = Self.plainHeaders(operation, contract, view.profile.data.credentialNames)
      if !faults.isEmpty { return .failed(faults + plain.filter { !$0.isAdvice }) }
      if Self.hasForeignScheme(operation, contract) { return .cantTell(.needsReview, []) }
      return plain.contains { !$0.isAdvice } ? .failed(plain) : .passed(advice: plain)
    }
  }

  private static func admitsAnybody(_ operation: Operation) -> Bool {
    (operation.security ?? []).isEmpty || (operation.security ?? []).contains { $0.requirements.isEmpty }
  }

  private static func faults(_ operation: Operation, _ contract: Contract) -> [Finding] {
    guard let alternatives = operation.security, !alternatives.isEmpty else { return [operation.finding(missing)] }
    var findings: [Finding] = []
    if alternatives.contains(where: { $0.requirements.isEmpty }) { findings.append(operation.finding(optional)) }
    for name in operation.schemeNames where contract.securitySchemeNode(name) == nil && !isAddress(name, contract) {
      findings.append(operation.finding(undefined, ["scheme": name]))
    }
    return findings
  }

  /// OpenAPI 3.2 lets a requirement name a scheme by its address; we follow none outside the file.
  private static func isAddress(_ name: String, _ contract: Contract) -> Bool {
    contract.version == .v32 && name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }
  }

  private static func hasForeignScheme(_ operation: Operation, _ contract: Contract) -> Bool {
    operation.schemeNames.contains { contract.securitySchemeNode($0) == nil }
  }

  /// Header parameters that carry a credential. Beside a declared scheme, `Authorization` is ignored by every tool
  /// (OpenAPI 3.1.2, Parameter Object), and a header that is a scheme's own is only said twice: advice.
  private static func plainHeaders(_ operation: Operation, _ contract: Contract, _ names: [String]) -> [Finding] {
    let known = (names + ["authorization", "authentication"]).map { NameWords($0) }
    return operation.parameters.compactMap { parameter in
      let words = NameWords(parameter.name).withoutPrefix
      guard parameter.place == .header, known.contains(where: { words.isOrEnds(in: $0) }) else { return nil }
      let isSchemes = contract.securitySchemes.contains { scheme in
        if case .apiKey(.header, let name) = scheme.kind { ASCII.equalIgnoringCase(name, parameter.name) } else { false }
      }
      let isSaidTwice = isSchemes || ASCII.equalIgnoringCase(parameter.name, "Authorization")
      return operation.finding(isSaidTwice ? saidTwice : plainHeader, ["header": parameter.name], at: parameter.node, isAdvice: isSaidTwice)
    }
  }

  /// The operation that hands out the credential cannot ask for it: a declared tokenUrl, or a POST to `…/token`, `…/login`.
  private static func givesCredentials(_ operation: Operation, _ contract: Contract) -> Bool {
    guard operation.method == "POST", (operation.security ?? []).allSatisfy({ $0.requirements.isEmpty }) else { return false }
    let words = operation.path.split(separator: "/").last.map { NameWords(String($0)) }
    if let words, ["token", "login", "masuk", "oauthtoken", "accesstoken"].contains(words.compact) { return true }
    let addresses = contract.securitySchemes.flatMap { scheme in
      scheme.node["flows"].map { flows in flows.members.compactMap { $0.value["tokenUrl"]?.string } } ?? []
    }
    return addresses.contains { $0.hasSuffix(operation.path) }
  }

  private static let missing = Wording(
    "security.missing",
    id: "Operasi {operation} tidak menyatakan skema keamanan, padahal datanya tidak diklasifikasikan terbuka; "
      + "nyatakan skemanya, atau tandai x-klasifikasi: terbuka bila datanya memang terbuka.",
    en: "The operation {operation} declares no security scheme although its data are not classified as open; "
      + "declare the scheme, or mark it x-klasifikasi: terbuka if its data are open.")
  private static let optional = Wording(
    "security.optional",
    id: "Operasi {operation} boleh dipanggil tanpa kredensial karena keamanannya memuat pilihan kosong {}; hapus pilihan itu.",
    en: "The operation {operation} may be called without a credential because its security has the empty alternative {}; remove it.")
  private static let undefined = Wording(
    "security.undefined",
    id: "Operasi {operation} menyebut skema keamanan “{scheme}” yang tidak ada di components.securitySchemes; definisikan skema itu.",
    en: "The operation {operation} names the security scheme “{scheme}”, which is not in components.securitySchemes; define it.")
  private static let plainHeader = Wording(
    "security.plainHeader",
    id: "Operasi {operation} meminta kredensial lewat parameter header biasa “{header}”; nyatakan sebagai skema keamanan.",
    en: "The operation {operation} takes a credential in the plain header parameter “{header}”; declare it as a security scheme.")
  private static let saidTwice = Wording(
    "security.saidTwice",
    id: "Parameter header “{header}” pada {operation} mengulang skema keamanan; hapus parameter itu.",
    en: "The header parameter “{header}” of {operation} repeats the security scheme; remove the parameter.")

  package static let wordings = [missing, optional, undefined, plainHeader, saidTwice]
}
