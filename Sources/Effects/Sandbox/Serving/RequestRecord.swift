import Synchronization

/// A request that reached the sandbox, without its secrets: the query is left out.
package struct RecordedRequest: Sendable, Hashable {
  package let method: String
  package let host: String
  /// The port that the client meant, for example 443.
  package let port: Int
  package let path: String
  package let bringsCredential: Bool
  /// Nil for a redirect from plain HTTP, and for a host nobody serves here.
  package let service: String?
  package let requestCase: RequestCase?
  package let status: Int
}

/// What reached the sandbox, in order; the first 50,000 in full, the methods of all.
final class RequestRecord: Sendable {
  private struct Held {
    var requests: [RecordedRequest] = []
    var methods: [String: Int] = [:]
  }
  private static let most = 50_000
  private let held = Mutex(Held())

  func add(_ request: RecordedRequest) {
    held.withLock { held in
      if held.requests.count < Self.most { held.requests.append(request) }
      // Hostile clients make up methods: the table does not grow with them.
      let method = held.methods.count < 100 || held.methods[request.method] != nil ? request.method : "…"
      held.methods[method, default: 0] += 1
    }
  }

  var requests: [RecordedRequest] { held.withLock(\.requests) }
  var methods: [String: Int] { held.withLock(\.methods) }
}
