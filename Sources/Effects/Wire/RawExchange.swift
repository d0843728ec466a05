import CCurl
import Glibc

/// One request on a connection of its own, read to the connection's very end: what libcurl's HTTP would hide is seen here.
final class RawExchange {
  enum Step { case wantsToSend, wantsToReceive, ended }

  let slot: UnsafeMutablePointer<TransferSlot>
  let descriptor: Int32
  private let request: [UInt8]
  private var sent = 0
  private var received: [UInt8] = []
  private let startedAt = LoopClock.now()
  private var lastByteAt: Int64?
  private var isClosedByPeer = false
  private var code = CURLE_OK
  /// A server that keeps the connection open although it was asked not to is believed to have said all after this time.
  private static let quiet: Int64 = 2_000_000
  private static let piece = 16_384

  /// Nil when the connection is not the pinned one, not admitted, or gone.
  init?(_ request: [UInt8], _ slot: UnsafeMutablePointer<TransferSlot>) {
    var active: curl_socket_t = -1
    guard selaras_get_socket(slot.pointee.easy, &active) == CURLE_OK, active >= 0 else { return nil }
    // The third layer of the guard: libcurl's own question before a request is not asked here.
    guard let peer = selaras_get_string(slot.pointee.easy, CURLINFO_PRIMARY_IP) else { return nil }
    if let refusal = slot.pointee.refusal(ofPeer: peer) {
      slot.pointee.refusal = refusal
      return nil
    }
    self.slot = slot
    self.request = request
    descriptor = active
    slot.pointee.readSession()
  }

  /// Sends and receives what can be sent and received now.
  func advance(at now: Int64) -> Step {
    while sent < request.count {
      var count = 0
      code = request.withUnsafeBytes { curl_easy_send(slot.pointee.easy, $0.baseAddress! + sent, request.count - sent, &count) }
      if code == CURLE_AGAIN { return .wantsToSend }
      // An answer may be there although the request was not wanted.
      guard code == CURLE_OK else { break }
      sent += count
    }
    return receive(at: now)
  }

  private func receive(at now: Int64) -> Step {
    let limit = slot.pointee.limits.headBytes + slot.pointee.limits.bodyBytes
    return withUnsafeTemporaryAllocation(byteCount: Self.piece, alignment: 1) { buffer in
      while true {
        var count = 0
        code = curl_easy_recv(slot.pointee.easy, buffer.baseAddress!, buffer.count, &count)
        if code == CURLE_AGAIN {
          code = CURLE_OK
          return .wantsToReceive
        }
        guard code == CURLE_OK, count > 0 else {
          isClosedByPeer = code == CURLE_OK
          return .ended
        }
        lastByteAt = now
        received.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        if received.count > limit {
          slot.pointee.overLimit = "more than \(limit) bytes"
          return .ended
        }
      }
    }
  }

  /// Whether waiting for more has become useless.
  func isOver(at now: Int64) -> Bool {
    let limits = slot.pointee.limits
    if now - startedAt > Int64(limits.exchangeMilliseconds) * 1000 { return true }
    let patience = Int64(limits.silenceMilliseconds) * 1000
    return lastByteAt.map { now - $0 > min(Self.quiet, patience) } ?? (now - startedAt > patience)
  }

  func outcome(at now: Int64) -> TransferOutcome {
    var outcome = TransferSetup.outcome(Int32(code.rawValue), slot)
    let split = RawSplit.head(received)
    outcome.head = Array(received[..<split])
    outcome.body = Array(received[split...])
    outcome.isClosedByPeer = isClosedByPeer
    outcome.totalMicroseconds = outcome.connectMicroseconds + now - startedAt
    if code == CURLE_OK, !isClosedByPeer, outcome.overLimit == nil, received.isEmpty { outcome.ending = .noFirstByte }
    return outcome
  }
}

/// Where the final head ends and the rest begins.
enum RawSplit {
  /// The count of bytes up to and including the blank line of the first head that is not an interim one (1xx, 101 apart); all when none ends.
  static func head(_ bytes: [UInt8]) -> Int {
    var start = 0
    while let end = blankLine(bytes, from: start) {
      guard isInterim(bytes[start..<end]) else { return end }
      start = end
    }
    return bytes.count
  }

  private static func blankLine(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while let feed = bytes[index...].firstIndex(of: 0x0A) {
      if bytes[(feed + 1)...].first == 0x0A { return feed + 2 }
      if bytes[(feed + 1)...].prefix(2).elementsEqual([0x0D, 0x0A]) { return feed + 3 }
      index = feed + 1
    }
    return nil
  }

  private static func isInterim(_ head: ArraySlice<UInt8>) -> Bool {
    guard head.starts(with: "HTTP/1.".utf8), let blank = head.firstIndex(of: 0x20) else { return false }
    let status = head[(blank + 1)...].prefix(3)
    return status.first == UInt8(ascii: "1") && !status.elementsEqual("101".utf8)
  }
}
