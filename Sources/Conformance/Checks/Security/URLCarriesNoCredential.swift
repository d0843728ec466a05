package import Documents
package import Model
import OpenAPI

/// No key, token or password travels in a path or a query, where logs and histories keep it (AUT-05).
package struct URLCarriesNoCredential: Check {
  package static let id = "url-carries-no-credential"
  package let needs: Set<Need> = [.contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let names = view.profile.data.credentialNames.map { NameWords($0) }
    let operations = view.judgeOperations { operation, contract in
      let isOpen = view.isOpenData(operation) == true
      let findings = operation.parameters.compactMap { Self.finding($0, operation, contract, names, isOpen: isOpen) }
      if findings.contains(where: { !$0.isAdvice && $0.wording != Self.unclear }) { return .failed(findings) }
      return findings.contains { $0.wording == Self.unclear } ? .cantTell(.needsReview, findings) : .passed(advice: findings)
    }
    return operations + view.judgeSchemes()
  }

  private static func finding(
    _ parameter: Parameter, _ operation: Operation, _ contract: Contract, _ names: [NameWords], isOpen: Bool
  ) -> Finding? {
    guard parameter.place == .path || parameter.place == .query else { return nil }
    let words = NameWords(parameter.name).withoutPrefix
    guard names.contains(where: { words.isOrEnds(in: $0) }) else { return nil }
    let parameters = ["name": parameter.name, "place": parameter.place.rawValue]
    let isPublicID = isOpen && isKey(words)
    // Alone, the word is as often the name of a thing (`/artifacts/{key}`) as a credential: nobody is accused for it.
    if !isPublicID, isBareKey(words) {
      let isPath = parameter.place == .path
      return operation.finding(isPath ? resourceKey : unclear, parameters, at: parameter.node, isAdvice: isPath)
    }
    return operation.finding(isPublicID ? publicKey : inURL, parameters, at: parameter.node, isAdvice: isPublicID)
  }

  private static func isBareKey(_ words: NameWords) -> Bool { ["key", "kunci"].contains(words.compact) }

  /// An application's key, which on open data only tells callers apart; tokens and passwords are secrets everywhere.
  private static func isKey(_ words: NameWords) -> Bool {
    ["key", "apikey", "kunci", "appkey", "kunciaplikasi"].contains(words.compact) || words.isOrEnds(in: NameWords("api_key"))
  }

  fileprivate static func finding(_ scheme: SecurityScheme, _ name: String, _ wording: Wording, isAdvice: Bool) -> Finding {
    Finding(
      wording, ["scheme": scheme.name, "name": name],
      at: Location(contractPosition: scheme.node.position, contractPointer: scheme.node.pointer), attribution: .service, isAdvice: isAdvice)
  }

  private static let inURL = Wording(
    "urlCredential.parameter",
    id: "Operasi {operation} menerima kredensial lewat parameter {place} “{name}”; URL tersimpan di catatan server dan perantara. "
      + "Pindahkan ke header Authorization.",
    en: "The operation {operation} takes a credential in the {place} parameter “{name}”; URLs are kept in logs of servers and intermediaries. "
      + "Move it to the Authorization header.")
  private static let publicKey = Wording(
    "urlCredential.publicKey",
    id: "Operasi {operation} menerima kunci aplikasi lewat parameter {place} “{name}”; pada data terbuka hal itu diperbolehkan "
      + "selama kunci itu bukan rahasia.",
    en: "The operation {operation} takes an application key in the {place} parameter “{name}”; on open data that is acceptable "
      + "as long as the key is no secret.")
  private static let resourceKey = Wording(
    "urlCredential.resourceKey",
    id: "Parameter path “{name}” pada {operation} tampaknya nama suatu data, bukan kredensial; bila ternyata kredensial, pindahkan ke header "
      + "Authorization.",
    en: "The path parameter “{name}” of {operation} seems to name a thing and not a credential; if it is a credential, move it to the "
      + "Authorization header.")
  private static let unclear = Wording(
    "urlCredential.unclear",
    id: "Parameter query “{name}” pada {operation} mungkin kredensial, mungkin bukan; bila ya, pindahkan ke header Authorization, bila tidak, "
      + "beri nama yang lebih jelas.",
    en: "The query parameter “{name}” of {operation} may be a credential or not; if it is, move it to the Authorization header, if not, "
      + "give it a clearer name.")
  fileprivate static let scheme = Wording(
    "urlCredential.scheme",
    id: "Skema keamanan “{scheme}” meminta kredensial lewat parameter query “{name}”; pindahkan ke header Authorization.",
    en: "The security scheme “{scheme}” takes the credential in the query parameter “{name}”; move it to the Authorization header.")
  fileprivate static let publicScheme = Wording(
    "urlCredential.publicScheme",
    id: "Skema keamanan “{scheme}” meminta kunci lewat parameter query “{name}”; pada data terbuka hal itu diperbolehkan "
      + "selama kunci itu bukan rahasia.",
    en: "The security scheme “{scheme}” takes the key in the query parameter “{name}”; on open data that is acceptable "
      + "as long as the key is no secret.")
  fileprivate static let unused = Wording(
    "urlCredential.unusedScheme",
    id: "Skema keamanan “{scheme}” lewat parameter query “{name}” tidak dipakai operasi mana pun; hapus skema itu.",
    en: "The security scheme “{scheme}” in the query parameter “{name}” is used by no operation; remove it.")

  package static let wordings = [inURL, publicKey, resourceKey, unclear, scheme, publicScheme, unused]
}

extension EvidenceView {
  /// One instance for each scheme that puts its key into the query.
  fileprivate func judgeSchemes() -> [Instance] {
    guard let contract = contract?.contract else { return [] }
    return contract.securitySchemes.compactMap { scheme in
      guard case .apiKey(.query, let name) = scheme.kind else { return nil }
      let users = contract.operations.filter { $0.schemeNames.contains { $0.utf8.elementsEqual(scheme.name.utf8) } }
      let isSecret = users.contains { isOpenData($0) != true }
      let wording = users.isEmpty ? URLCarriesNoCredential.unused : isSecret ? URLCarriesNoCredential.scheme : URLCarriesNoCredential.publicScheme
      let finding = URLCarriesNoCredential.finding(scheme, name, wording, isAdvice: !isSecret)
      return Instance(outcome: isSecret ? .failed : .passed, findings: [finding], location: finding.location)
    }
  }
}
