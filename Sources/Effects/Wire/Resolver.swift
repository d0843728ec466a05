import Dispatch
import Glibc
import Model
import Synchronization

/// Turns a name into one address that the guard admits; our own look-up, so that libcurl has nothing left to resolve.
struct Resolver: Sendable {
  let guardian: EgressGuard
  let overrides: [ConnectOverride]

  struct Pin: Sendable {
    let address: IPAddress
    let port: Int
    /// The address as libcurl writes it, ended by zero: compared before every request.
    let text: ContiguousArray<CChar>

    init(address: IPAddress, port: Int) {
      self.address = address
      self.port = port
      text = address.cText
    }
  }

  enum Answer: Sendable {
    case pinned(Pin)
    case failed(TransportFailure)
  }

  func resolve(_ endpoint: Endpoint) async -> Answer {
    if let override = overrides.first(where: { $0.covers(endpoint.host, endpoint.port) }) {
      guard let address = IPAddress(override.address) else { return .failed(.policy("override to \(override.address) is no address")) }
      if let refusal = guardian.refusal(of: address) { return .failed(.policy(refusal)) }
      return .pinned(Pin(address: address, port: override.toPort))
    }
    if let literal = IPAddress(endpoint.host) {
      if let refusal = guardian.refusal(of: literal) { return .failed(.policy("\(endpoint.host) leads to \(refusal)")) }
      return .pinned(Pin(address: literal, port: endpoint.port))
    }
    switch await lookUp(endpoint.host) {
    case .failure(let detail): return .failed(TransportFailure(kind: .dns, detail: detail.text, certificate: nil))
    case .success(let addresses):
      // IPv4 first: the addresses that a government network is most likely to reach.
      let sorted = addresses.sorted { !$0.isIPv6 && $1.isIPv6 }
      guard let admitted = sorted.first(where: { guardian.refusal(of: $0) == nil }) else {
        let refusal = sorted.first.flatMap { guardian.refusal(of: $0) } ?? "no address"
        return .failed(.policy("\(endpoint.host) leads to \(refusal)"))
      }
      return .pinned(Pin(address: admitted, port: endpoint.port))
    }
  }

  private struct LookUpFault: Error { let text: String }
  private static let queue = DispatchQueue(label: "selaras.resolver", attributes: .concurrent)
  private static let limitMilliseconds = 5000

  /// getaddrinfo on a thread of its own, given up after five seconds (the thread ends when the resolver library does).
  private func lookUp(_ host: String) async -> Result<[IPAddress], LookUpFault> {
    await withCheckedContinuation { continuation in
      let pending = Mutex<CheckedContinuation<Result<[IPAddress], LookUpFault>, Never>?>(continuation)
      let box = PendingLookUp(pending)
      Self.queue.async { box.finish(Self.addresses(host)) }
      Self.queue.asyncAfter(deadline: .now() + .milliseconds(Self.limitMilliseconds)) {
        box.finish(.failure(LookUpFault(text: "no answer within 5 s")))
      }
    }
  }

  /// Resumes once, whoever is first.
  private final class PendingLookUp: Sendable {
    private let pending: Mutex<CheckedContinuation<Result<[IPAddress], LookUpFault>, Never>?>
    init(_ pending: consuming sending Mutex<CheckedContinuation<Result<[IPAddress], LookUpFault>, Never>?>) { self.pending = pending }
    func finish(_ result: Result<[IPAddress], LookUpFault>) {
      let waiting = pending.withLock { slot in
        defer { slot = nil }
        return slot
      }
      waiting?.resume(returning: result)
    }
  }

  private static func addresses(_ host: String) -> Result<[IPAddress], LookUpFault> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, &hints, &list)
    guard code == 0 else { return .failure(LookUpFault(text: String(cString: gai_strerror(code)))) }
    defer { freeaddrinfo(list) }
    var found: [IPAddress] = []
    var entry = list
    while let current = entry {
      if let address = current.pointee.ai_addr.flatMap({ IPAddress(UnsafePointer($0)) }), !found.contains(address) { found.append(address) }
      entry = current.pointee.ai_next
    }
    return found.isEmpty ? .failure(LookUpFault(text: "no address")) : .success(found)
  }
}
