import Digests
package import Documents
import HTTPMessages
package import Model
import Observing
import Planning
package import Wire

/// Fetches a contract that the registry knows only by its URL, as anybody may: one GET, no credential, through the guard.
package struct ContractFetch: Sendable {
  private let transport: any Transport

  package init(transport: any Transport) { self.transport = transport }

  /// Nil with the reason when there is nothing to judge: the run goes on, requirements on the contract stay untested.
  package func fetch(_ url: String) async -> (contract: ContractInput?, diagnostics: [Diagnostic]) {
    guard let template = FetchContract.template(url: url) else { return (nil, [note(Self.badURL, url)]) }
    let attempt = await transport.perform(.http(template), permit: PlanReview.contractPermit(template), credential: nil)
    if let failure = attempt.failure {
      return (nil, [note(Self.failed, url, ["cause": "\(failure.kind.rawValue): \(failure.detail)"])])
    }
    guard let exchange = attempt.exchanges.last else { return (nil, [note(Self.failed, url, ["cause": "–"])]) }
    let message = MessageReading(
      rawHead: exchange.rawHead, rawBody: exchange.rawBody, requestMethod: "GET", connectionClosed: exchange.connectionClosed,
      isCut: exchange.completeness != .complete)
    guard let head = message.head, head.status == 200, message.facts.isWhole, exchange.completeness == .complete else {
      return (nil, [note(Self.failed, url, ["cause": "HTTP \(message.head?.status ?? 0)"])])
    }
    if let failure = message.facts.coding?.failure { return (nil, [note(Self.failed, url, ["cause": failure.detail])]) }
    return (ContractInput(file: url, bytes: message.content, digest: SHA256Digest.of(message.content)), [])
  }

  private func note(_ wording: Wording, _ url: String, _ parameters: [String: String] = [:]) -> Diagnostic {
    var all = parameters
    all["url"] = url
    return Diagnostic(wording, all, at: nil, severity: .warning)
  }

  private static let badURL = Wording(
    "contract.badURL", id: "Alamat kontrak “{url}” bukan URL http(s) yang dapat diminta.",
    en: "The contract's address “{url}” is no http(s) URL that can be asked.")
  private static let failed = Wording(
    "contract.notFetched", id: "Kontrak di {url} tidak dapat diambil ({cause}). Beri berkasnya dengan --contract, atau betulkan alamatnya.",
    en: "The contract at {url} cannot be fetched ({cause}). Give the file with --contract, or correct the address.")
  static let wordings = [badURL, failed]
}
