package import Documents
package import Model
import OpenAPI

/// The contract names who answers for the service and how to reach them, and the registry names the unit (GOV-02).
package struct AccountableContactIsNamed: Check {
  package static let id = "accountable-contact-is-named"
  package let needs: Set<Need> = [.registryEntry, .contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let unit = view.subject.ownerUnit == nil
      ? Instance(
        outcome: .failed, findings: [Finding(Self.noUnit, [:], at: Location(), attribution: .configuration, isAdvice: false)], location: Location())
      : Instance(outcome: .passed, findings: [], location: Location())
    return view.judgeContract { judge($0, view.profile.data) } + [unit]
  }

  private func judge(_ contract: Contract, _ data: ProfileData) -> Judgement {
    let root = contract.document.root
    guard let contact = contract.info?["contact"], contact.kind == .object else {
      return .failed([finding(Self.noContact, at: contract.info ?? root)])
    }
    var findings: [Finding] = []
    if contact["name"]?.string?.isBlank ?? true { findings.append(finding(Self.noName, at: contact)) }
    let email = contact["email"]?.string.flatMap { $0.isBlank ? nil : $0 }
    let url = contact["url"]?.string.flatMap { $0.isBlank ? nil : $0 }
    let domain = email.flatMap(Self.domain)
    let isReachable = domain != nil || url.flatMap(WebAddress.init) != nil
    if email == nil, url == nil {
      findings.append(finding(Self.noAddress, at: contact))
    } else if !isReachable {
      findings.append(finding(Self.unusable, at: contact["email"] ?? contact["url"] ?? contact))
    }
    guard findings.isEmpty else { return .failed(findings) }
    guard let domain, let node = contact["email"] else { return .passed }
    if data.webmailDomains.contains(where: { $0.lowercased() == domain.text || domain.isUnder($0) }) {
      return .passed(advice: [finding(Self.webmail, ["domain": domain.text], at: node, isAdvice: true)])
    }
    let isOfficial = data.officialSuffixes.contains { domain.isUnder($0) } || data.exceptionHosts.contains { $0.lowercased() == domain.text }
    return isOfficial ? .passed : .passed(advice: [finding(Self.unofficial, ["domain": domain.text], at: node, isAdvice: true)])
  }

  /// The host behind the only `@`; nil when the text is no mail address.
  private static func domain(_ email: String) -> HostName? {
    let parts = email.withoutOuterBlanks.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[0].utf8.contains(0x20) else { return nil }
    return HostName(String(parts[1])).flatMap { $0.labels.count > 1 ? $0 : nil }
  }

  private func finding(_ wording: Wording, _ parameters: [String: String] = [:], at node: Node, isAdvice: Bool = false) -> Finding {
    Finding(
      wording, parameters, at: Location(contractPosition: node.position, contractPointer: node.pointer), attribution: .service, isAdvice: isAdvice)
  }

  private static let noContact = Wording(
    "contact.missing", id: "Kontrak tidak menyebut kontak (info.contact). Tambahkan nama unit dan surel resminya.",
    en: "The contract names no contact (info.contact). Add the unit's name and its official mailbox.")
  private static let noName = Wording(
    "contact.noName", id: "Kontak di kontrak tidak bernama (info.contact.name). Tulis nama unit penanggung jawab.",
    en: "The contract's contact has no name (info.contact.name). Write the name of the unit in charge.")
  private static let noAddress = Wording(
    "contact.noAddress", id: "Kontak di kontrak tidak memiliki surel maupun URL. Tambahkan email atau url pada info.contact.",
    en: "The contract's contact has neither e-mail nor URL. Add email or url to info.contact.")
  private static let unusable = Wording(
    "contact.unusable", id: "Surel atau URL kontak di kontrak bukan alamat yang dapat dipakai. Tulis surel atau URL yang lengkap pada info.contact.",
    en: "The e-mail or URL of the contract's contact is no usable address. Write a complete e-mail address or URL in info.contact.")
  private static let noUnit = Wording(
    "contact.noUnit", id: "Registri tidak menyebut unit penanggung jawab (/unit). Tulis nama unit itu pada entri layanan.",
    en: "The registry names no unit in charge (/unit). Write the unit's name in the service's entry.")
  private static let webmail = Wording(
    "contact.webmail", id: "Surel kontak memakai layanan surel umum ({domain}). Sebaiknya gunakan surel resmi instansi.",
    en: "The contact's e-mail is with a public mail service ({domain}). Prefer the agency's official mailbox.")
  private static let unofficial = Wording(
    "contact.unofficialDomain", id: "Surel kontak berada di domain {domain}, bukan domain resmi pemerintah. Sebaiknya gunakan surel resmi instansi.",
    en: "The contact's e-mail is at {domain}, which is no official government domain. Prefer the agency's official mailbox.")

  package static let wordings = [noContact, noName, noAddress, unusable, noUnit, webmail, unofficial]
}
