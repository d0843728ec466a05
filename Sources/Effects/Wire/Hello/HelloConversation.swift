import Glibc
import Model

/// One hello on its socket: connect, send, receive, each as far as it goes without waiting.
struct HelloConversation {
  private enum Phase { case connecting, sending, receiving }

  let job: HelloEngine.Job
  let descriptor: Int32
  /// When the present phase is given up.
  private(set) var deadline: ContinuousClock.Instant
  private let end: ContinuousClock.Instant
  private var phase = Phase.connecting
  private var sent = 0
  private var received: [UInt8] = []

  struct Refusal: Error { let failure: TransportFailure }

  /// Judges the address once more, and begins to connect.
  static func open(_ job: HelloEngine.Job, now: ContinuousClock.Instant) -> Result<HelloConversation, Refusal> {
    if let refusal = job.guardian.refusal(of: job.pin.address) { return .failure(Refusal(failure: .policy(refusal))) }
    let family = job.pin.address.isIPv6 ? AF_INET6 : AF_INET
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return .failure(Refusal(failure: .harness("no socket: \(String(cString: strerror(errno)))"))) }
    // Refused at once on some systems; an interrupted connect goes on by itself (POSIX connect).
    if connect(descriptor, job.pin) != 0, errno != EINPROGRESS, errno != EINTR {
      let code = errno
      close(descriptor)
      return .failure(Refusal(failure: failure(connecting: code)))
    }
    let end = now + .milliseconds(job.limits.exchangeMilliseconds)
    return .success(
      HelloConversation(
        job: job, descriptor: descriptor, deadline: min(end, now + .milliseconds(job.limits.connectMilliseconds)), end: end))
  }

  private init(job: HelloEngine.Job, descriptor: Int32, deadline: ContinuousClock.Instant, end: ContinuousClock.Instant) {
    self.job = job
    self.descriptor = descriptor
    self.deadline = deadline
    self.end = end
  }

  /// What to poll for.
  var events: Int16 { Int16(phase == .receiving ? POLLIN : POLLOUT) }

  /// Nil while it goes on.
  mutating func advance(isReady: Bool, now: ContinuousClock.Instant) -> WireAttempt? {
    if isReady, let attempt = proceed(now) { return attempt }
    guard now >= deadline else { return nil }
    switch phase {
    case .connecting: return WireAttempt(failure: TransportFailure(kind: .timeout, detail: "connect timeout", certificate: nil))
    case .sending, .receiving: return Self.answered(HelloReading.lastWord(received, to: job.hello) ?? .silence)
    }
  }

  private mutating func proceed(_ now: ContinuousClock.Instant) -> WireAttempt? {
    if phase == .connecting {
      var code: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { return WireAttempt(failure: .harness("no socket state")) }
      guard code == 0 else { return WireAttempt(failure: Self.failure(connecting: code)) }
      phase = .sending
      // For the whole answer, however many pieces it comes in: a drip must not stretch it.
      deadline = min(end, now + .milliseconds(job.limits.silenceMilliseconds))
    }
    if phase == .sending { send() }
    return phase == .receiving ? receive() : nil
  }

  private mutating func send() {
    while sent < job.bytes.count {
      let count = job.bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        return
      } else {
        // The server no longer listens, but may have said why.
        break
      }
    }
    phase = .receiving
  }

  private mutating func receive() -> WireAttempt? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 {
        received += buffer[..<count]
        if let answer = HelloReading.answer(received, to: job.hello) { return Self.answered(answer) }
        continue
      }
      let code = count < 0 ? errno : 0
      switch code {
      case EINTR: continue
      case EAGAIN: return nil
      // A close, in good order or not, is the server's answer.
      case 0, ECONNRESET, EPIPE: return Self.answered(HelloReading.lastWord(received, to: job.hello) ?? .closed)
      default: return WireAttempt(failure: TransportFailure(kind: .reset, detail: String(cString: strerror(code)), certificate: nil))
      }
    }
  }

  private static func answered(_ answer: HelloAnswer) -> WireAttempt {
    var attempt = WireAttempt()
    attempt.hello = answer
    return attempt
  }

  private static func failure(connecting code: Int32) -> TransportFailure {
    let kind = FailureReading.kind(connecting: code)
    return TransportFailure(kind: kind, detail: kind == .timeout ? "connect timeout" : String(cString: strerror(code)), certificate: nil)
  }

  private static func connect(_ descriptor: Int32, _ pin: Resolver.Pin) -> Int32 {
    if pin.address.isIPv6 {
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = in_port_t(UInt16(pin.port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin6_addr) { $0.copyBytes(from: pin.address.bytes) }
      return connect(descriptor, &place)
    }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(UInt16(pin.port)).bigEndian
    withUnsafeMutableBytes(of: &place.sin_addr) { $0.copyBytes(from: pin.address.bytes) }
    return connect(descriptor, &place)
  }

  private static func connect<Place>(_ descriptor: Int32, _ place: inout Place) -> Int32 {
    withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Place>.size)) }
    }
  }
}
