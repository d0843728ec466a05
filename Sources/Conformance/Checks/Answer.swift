package import Documents
package import HTTPMessages
package import Model
package import OpenAPI

/// An HTTP answer as checks see it: head read strictly, body as a document when it is strict JSON.
package struct Answer: Sendable {
  package let exchange: Exchange
  package let head: ResponseHead
  package let mediaType: MediaType?
  /// The redacted content as a tree; nil unless the true bytes were strict JSON.
  package let document: Document?
  package let operation: Operation?
  package let variant: String
  /// Where this answer stands: operation, environment, observation.
  package let location: Location

  package init(
    exchange: Exchange, head: ResponseHead, mediaType: MediaType?, document: Document?, operation: Operation?, variant: String, location: Location
  ) {
    self.exchange = exchange
    self.head = head
    self.mediaType = mediaType
    self.document = document
    self.operation = operation
    self.variant = variant
    self.location = location
  }

  package var status: Int { head.status }
  package var isSuccess: Bool { (200...299).contains(status) }
  package var facts: BodyFacts { exchange.facts }
  package var hasContent: Bool { exchange.body.receivedBytes > 0 }

  /// True when the value at `pointer`, or one around it, was replaced before the evidence was kept.
  package func isRedacted(at pointer: JSONPointer) -> Bool {
    exchange.redactions.contains { $0.pointer.tokens.starts(with: pointer.tokens) || pointer.tokens.starts(with: $0.pointer.tokens) }
  }

  package func finding(_ wording: Wording, _ parameters: [String: String] = [:], at pointer: JSONPointer? = nil, isAdvice: Bool = false) -> Finding {
    var place = location
    place.responsePointer = pointer
    var all = parameters
    all["operation"] = all["operation"] ?? location.operation ?? exchange.request.url
    return Finding(wording, all, at: place, attribution: .service, isAdvice: isAdvice)
  }
}
