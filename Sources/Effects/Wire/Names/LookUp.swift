import CCurl
import Glibc
import Model

/// Asks name servers for one name's addresses: both kinds at once, over UDP, over TCP where an answer does not fit.
///
/// Blocks its thread until there is an answer, the time is over, or `stop` is signalled. Each server is asked twice, one after the other;
/// an answer is taken from any of them. Ids and ports are drawn anew for every question, so that nobody off the path can guess them.
struct LookUp {
  private let name: [UInt8]
  private let settings: NameSettings
  private let stop: StopSignal
  private var channels: [NameChannel] = []
  private var replies: [NameMessage.Kind: NameMessage.Reply] = [:]
  /// What servers said that could not tell, by kind.
  private var doubts: [NameMessage.Kind: [NameFault]] = [:]
  private var rounds = 0

  private init(_ name: [UInt8], _ settings: NameSettings, _ stop: StopSignal) {
    self.name = name
    self.settings = settings
    self.stop = stop
  }

  /// Nil when stopped.
  static func run(_ host: String, _ settings: NameSettings, _ stop: StopSignal) -> Result<NameAnswer, NameFault>? {
    guard let name = NameMessage.wireName(host) else { return .failure(.nxdomain) }
    var lookUp = LookUp(name, settings, stop)
    defer { for channel in lookUp.channels { channel.close() } }
    return lookUp.run()
  }

  private mutating func run() -> Result<NameAnswer, NameFault>? {
    let most = settings.servers.count * 2
    let start = ContinuousClock.now
    var end = start + .milliseconds(settings.milliseconds)
    var nextRound = start
    // Far more than any true exchange needs: a flood of junk does not keep us busy.
    for _ in 0..<4096 {
      if rounds < most, .now >= nextRound || channels.isEmpty {
        ask(settings.servers[rounds % settings.servers.count])
        rounds += 1
        nextRound = .now + .milliseconds(max(1, settings.milliseconds / (most + 1)))
      }
      guard !isDone, !(channels.isEmpty && rounds >= most) else { break }
      let until = channels.isEmpty ? .now : rounds < most ? min(end, nextRound) : end
      guard let ready = wait(until) else { return nil }
      for descriptor in ready { receive(descriptor) }
      // With addresses of one kind in hand the other kind is waited for a little, not to the end: some servers drop what they do not know.
      if hasAddresses { end = min(end, .now + .milliseconds(max(1, settings.milliseconds / 5))) }
      if .now >= end { break }
    }
    return result
  }

  // MARK: Asking

  private func isOpen(_ kind: NameMessage.Kind) -> Bool { replies[kind] == nil }
  private var isDone: Bool { NameMessage.Kind.allCases.allSatisfy { !isOpen($0) } }

  private var hasAddresses: Bool {
    replies.values.contains { if case .found(let addresses, _) = $0 { !addresses.isEmpty } else { false } }
  }

  private mutating func ask(_ server: NameServer) {
    for kind in NameMessage.Kind.allCases where isOpen(kind) {
      // A server that was asked before and still owes its answer is reminded over the same socket.
      if let old = channels.first(where: { $0.server == server && $0.message.kind == kind }) {
        old.remind()
        continue
      }
      let message = NameMessage(name: name, kind: kind, id: UInt16.random(in: 0...UInt16.max))
      if let channel = NameChannel(message, server, isStream: false) { channels.append(channel) } else { doubt(kind, .noServer) }
    }
  }

  /// Channels that can be read or written; nil when stopped.
  private func wait(_ until: ContinuousClock.Instant) -> [Int32]? {
    var watched = [pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0)]
    watched += channels.map { pollfd(fd: $0.descriptor, events: $0.isConnecting ? Int16(POLLOUT) : Int16(POLLIN), revents: 0) }
    let left = max(0, (until - .now) / .milliseconds(1))
    guard poll(&watched, nfds_t(watched.count), Int32(left.rounded(.up))) > 0 else { return [] }
    return watched[0].revents != 0 ? nil : watched.dropFirst().filter { $0.revents != 0 }.map(\.fd)
  }

  // MARK: Hearing

  private mutating func receive(_ descriptor: Int32) {
    guard let index = channels.firstIndex(where: { $0.descriptor == descriptor }) else { return }
    switch channels[index].receive() {
    case .more: break
    case .ended:
      let channel = drop(index)
      doubt(channel.message.kind, .noServer)
    case .reply(.truncated):
      let channel = drop(index)
      // Over TCP there is no size that an answer might not fit in.
      guard !channel.isStream, let again = NameChannel(channel.message, channel.server, isStream: true) else {
        return doubt(channel.message.kind, .serverFailure)
      }
      channels.append(again)
    case .reply(.fault(let fault)) where !fault.isDefinite:
      let channel = drop(index)
      doubt(channel.message.kind, fault)
    case .reply(let reply):
      let channel = drop(index)
      if isOpen(channel.message.kind) { replies[channel.message.kind] = reply }
    }
  }

  private mutating func drop(_ index: Int) -> NameChannel {
    let channel = channels.remove(at: index)
    channel.close()
    return channel
  }

  private mutating func doubt(_ kind: NameMessage.Kind, _ fault: NameFault) { doubts[kind, default: []].append(fault) }

  // MARK: Concluding

  private var result: Result<NameAnswer, NameFault> {
    var (addresses, aliases, faults) = ([NameAnswer.Found](), [String](), [NameFault]())
    for kind in NameMessage.Kind.allCases {
      switch replies[kind] {
      case .found(let found, let links):
        addresses += found
        if links.count > aliases.count { aliases = links }
        if found.isEmpty { faults.append(.noData) }
      case .fault(let fault): faults.append(fault)
      case .truncated, nil: faults.append(doubt(of: kind))
      }
    }
    guard addresses.isEmpty else { return .success(NameAnswer(addresses: addresses, aliases: aliases)) }
    // "No such name" is said of the whole name (RFC 8020); the doubt about one kind outweighs "none" about the other.
    let order: [NameFault] = [.chain, .nxdomain, .serverFailure, .refused, .timeout, .noServer, .noData]
    return .failure(order.first(where: faults.contains) ?? .timeout)
  }

  private func doubt(of kind: NameMessage.Kind) -> NameFault {
    let heard = doubts[kind] ?? []
    if let said = heard.first(where: { $0 != .noServer }) { return said }
    return heard.count >= rounds ? .noServer : .timeout
  }
}
