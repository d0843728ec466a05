import Dispatch
import Glibc
import Model

/// Sends a hand-made ClientHello over a plain socket and reads the first record; a modern library cannot offer TLS 1.0 any more.
enum HelloProbe {
  private static let queue = DispatchQueue(label: "selaras.hello", attributes: .concurrent)

  static func run(_ hello: HelloTemplate, to pin: Resolver.Pin, limits: WireLimits) async -> WireAttempt {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: exchange(hello, pin, limits)) }
    }
  }

  private static func exchange(_ hello: HelloTemplate, _ pin: Resolver.Pin, _ limits: WireLimits) -> WireAttempt {
    func failed(_ kind: TransportFailure.Kind, _ detail: String) -> WireAttempt {
      WireAttempt(failure: TransportFailure(kind: kind, detail: detail, certificate: nil))
    }
    let descriptor = socket(pin.address.isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return failed(.harness, "no socket") }
    defer { close(descriptor) }
    if let code = connect(descriptor, pin, limits.connectMilliseconds) {
      return code == ETIMEDOUT ? failed(.timeout, "connect timeout") : failed(.refused, String(cString: strerror(code)))
    }
    let bytes = ClientHello.bytes(hello.version, host: hello.endpoint.host, random: (0..<32).map { _ in UInt8.random(in: 0...255) })
    guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      return answered(.closed)
    }
    return answered(receive(descriptor, limits.silenceMilliseconds))
  }

  private static func answered(_ answer: HelloAnswer) -> WireAttempt {
    var attempt = WireAttempt()
    attempt.hello = answer
    return attempt
  }

  /// The system error, nil when connected.
  private static func connect(_ descriptor: Int32, _ pin: Resolver.Pin, _ milliseconds: Int) -> Int32? {
    let started: Int32
    if pin.address.isIPv6 {
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = in_port_t(UInt16(pin.port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin6_addr) { $0.copyBytes(from: pin.address.bytes) }
      started = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) }
      }
    } else {
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = in_port_t(UInt16(pin.port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin_addr) { $0.copyBytes(from: pin.address.bytes) }
      started = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      }
    }
    if started == 0 { return nil }
    guard errno == EINPROGRESS else { return errno }
    var watch = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&watch, 1, Int32(milliseconds)) > 0 else { return ETIMEDOUT }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    return code == 0 ? nil : code
  }

  private static func receive(_ descriptor: Int32, _ milliseconds: Int) -> HelloAnswer {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    let deadline = ContinuousClock.now + .milliseconds(milliseconds)
    while received.count < 16_384 {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { break }
      var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watch, 1, Int32(left.rounded(.up))) > 0 else { continue }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      if count <= 0 { return .closed }
      received += buffer[..<count]
      if let answer = HelloReading.answer(received) { return answer }
    }
    return .silence
  }
}
