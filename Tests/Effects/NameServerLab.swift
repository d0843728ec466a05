import Foundation
import Glibc
import Synchronization

@testable import Wire

/// A name server on one loopback port, over UDP and TCP, that sends exactly the messages its script says; it ends by itself.
final class NameServerLab: Sendable {
  struct Question: Sendable {
    let name: String
    /// 1 for IPv4, 28 for IPv6.
    let type: Int
    let isStream: Bool
    /// From 1, among the questions for this name, of this type and way.
    let number: Int
    let bytes: [UInt8]

    var isIPv4: Bool { type == 1 }
  }

  /// One resource record; the owner is written out, uncompressed.
  struct Record: Sendable {
    let owner: String
    let type: Int
    var lifetime = 60
    let data: [UInt8]

    static func address(_ owner: String, _ text: String, lifetime: Int = 60) -> Record {
      let address = IPAddress(text)!
      return Record(owner: owner, type: address.isIPv6 ? 28 : 1, lifetime: lifetime, data: address.bytes)
    }

    static func alias(_ owner: String, _ target: String, lifetime: Int = 60) -> Record {
      Record(owner: owner, type: 5, lifetime: lifetime, data: NameMessage.wireName(target)!)
    }
  }

  private struct State {
    var questions: [Question] = []
    var isStopped = false
  }

  let port: Int
  private let state = Mutex(State())
  private let script: @Sendable (Question) -> [[UInt8]]
  var questions: [Question] { state.withLock { $0.questions } }
  func settings(milliseconds: Int = 5000) -> NameSettings {
    NameSettings(servers: [NameServer("127.0.0.1:\(port)")!], milliseconds: milliseconds)
  }

  init(_ script: @escaping @Sendable (Question) -> [[UInt8]]) {
    self.script = script
    let place = SocketPlace(address: IPAddress("127.0.0.1")!, port: 0)
    // The system's port for TCP is asked for over UDP too; another one is taken where that is not free.
    var (datagrams, stream, found): (Int32, Int32, Int) = (-1, -1, 0)
    for _ in 0..<50 {
      stream = place.open(SOCK_STREAM)
      found = Self.bind(stream, 0)
      datagrams = place.open(SOCK_DGRAM)
      if listen(stream, 64) == 0, Self.bind(datagrams, found) == found { break }
      close(stream)
      close(datagrams)
      found = 0
    }
    precondition(found > 0, "No loopback port for a name server.")
    port = found
    let (datagramSocket, streamSocket) = (datagrams, stream)
    Thread.detachNewThread { [weak self] in
      let deadline = Date().addingTimeInterval(300)
      while Date() < deadline {
        guard let server = self, !server.state.withLock({ $0.isStopped }) else { break }
        server.serve(datagramSocket, streamSocket)
      }
      close(datagramSocket)
      close(streamSocket)
    }
  }

  deinit { state.withLock { $0.isStopped = true } }

  /// The port that was taken, 0 when none was.
  static func bind(_ descriptor: Int32, _ port: Int) -> Int {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(UInt16(port)).bigEndian
    place.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0 }
    }
    return isBound ? Int(UInt16(bigEndian: place.sin_port)) : 0
  }

  private func serve(_ datagrams: Int32, _ stream: Int32) {
    var watched = [datagrams, stream].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&watched, 2, 20) > 0 else { return }
    if watched[0].revents != 0 {
      var (buffer, from, size) = ([UInt8](repeating: 0, count: 4096), sockaddr_in(), socklen_t(MemoryLayout<sockaddr_in>.size))
      withUnsafeMutablePointer(to: &from) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          let count = recvfrom(datagrams, &buffer, buffer.count, 0, address, &size)
          guard count > 0 else { return }
          for message in answers(Array(buffer[..<count]), isStream: false) { sendto(datagrams, message, message.count, 0, address, size) }
        }
      }
    }
    if watched[1].revents != 0 {
      let peer = accept(stream, nil, nil)
      guard peer >= 0 else { return }
      defer { close(peer) }
      var limit = timeval(tv_sec: 2, tv_usec: 0)
      setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(peer, &buffer, buffer.count, 0)
      guard count > 2 else { return }
      for message in answers(Array(buffer[2..<count]), isStream: true) {
        let framed = [UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message
        send(peer, framed, framed.count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  private func answers(_ bytes: [UInt8], isStream: Bool) -> [[UInt8]] {
    var (at, labels) = (12, [String]())
    while at < bytes.count, bytes[at] > 0 {
      labels.append(String(decoding: bytes[(at + 1)...(at + Int(bytes[at]))], as: UTF8.self))
      at += Int(bytes[at]) + 1
    }
    let type = Int(bytes[at + 1]) << 8 | Int(bytes[at + 2])
    let question = state.withLock { state in
      let name = labels.joined(separator: ".")
      let before = state.questions.filter { $0.name == name && $0.type == type && $0.isStream == isStream }.count
      let question = Question(name: name, type: type, isStream: isStream, number: before + 1, bytes: bytes)
      state.questions.append(question)
      return question
    }
    return script(question)
  }

  // MARK: Messages

  /// The answer to a question: its id and question, a code, records.
  static func answer(_ question: Question, code: UInt8 = 0, isTruncated: Bool = false, _ records: [Record] = []) -> [UInt8] {
    func big(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }
    var bytes = Array(question.bytes.prefix(2)) + [isTruncated ? 0x83 : 0x81, 0x80 | code, 0, 1] + big(records.count) + [0, 0, 0, 0]
    bytes += question.bytes.dropFirst(12)
    for record in records {
      bytes += NameMessage.wireName(record.owner)! + big(record.type) + [0, 1] + big(record.lifetime >> 16) + big(record.lifetime)
      bytes += big(record.data.count) + record.data
    }
    return bytes
  }

  /// Answers with those of the addresses that are of the kind asked for, whatever the name.
  static func leading(to addresses: [String], lifetime: Int = 60) -> NameServerLab {
    NameServerLab { question in
      [answer(question, addresses.filter { $0.contains(":") != question.isIPv4 }.map { .address(question.name, $0, lifetime: lifetime) })]
    }
  }
}
