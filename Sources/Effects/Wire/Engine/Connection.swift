import CCurl
import Glibc
import Model

/// A connection that libcurl opens, secures and guards, and over which we send and receive ourselves (CURLOPT_CONNECT_ONLY).
///
/// libcurl's HTTP would repair and hide what has to be judged (7.88, measured); over the bare connection every byte is seen.
final class Connection {
  let slot: UnsafeMutablePointer<ConnectionSlot>
  let key: ConnectionKey
  /// -1 until it stands.
  private(set) var descriptor: Int32 = -1
  private(set) var peer = ""
  private(set) var connectMicroseconds: Int64 = 0
  private(set) var handshakeMicroseconds: Int64 = 0
  /// How many requests it has carried.
  var uses = 0
  /// Counts its returns to the shelf, so that old notes about it are known as old.
  var shelved = 0

  /// Nil when libcurl has no memory.
  init?(_ order: TransferOrder, _ watch: UnsafeMutablePointer<SocketWatch>) {
    guard let easy = curl_easy_init() else { return nil }
    slot = .allocate(capacity: 1)
    slot.initialize(to: ConnectionSlot(easy: easy, order: order, watch: watch))
    key = order.key
    ConnectionSetup.apply(order, to: slot)
  }

  var easy: UnsafeMutableRawPointer { slot.pointee.easy }

  /// libcurl has connected: where to, and how long it took. False when the peer is not the pinned one, or not admitted.
  func stand() -> Bool {
    var active: curl_socket_t = -1
    guard selaras_get_socket(easy, &active) == CURLE_OK, active >= 0, let text = selaras_get_string(easy, CURLINFO_PRIMARY_IP) else { return false }
    descriptor = active
    var port = 0
    selaras_get_long(easy, CURLINFO_PRIMARY_PORT, &port)
    peer = "\(String(cString: text)):\(port)"
    connectMicroseconds = time(CURLINFO_CONNECT_TIME_T)
    handshakeMicroseconds = time(CURLINFO_APPCONNECT_TIME_T)
    let isPinned = slot.pointee.pin.text.withUnsafeBufferPointer { strcmp(text, $0.baseAddress!) == 0 }
    if !isPinned { slot.pointee.refusal = "\(String(cString: text)) is not the pinned \(slot.pointee.pin.address)" }
    return isPinned
  }

  private func time(_ info: CURLINFO) -> Int64 {
    var value: curl_off_t = 0
    selaras_get_offset(easy, info, &value)
    return Int64(value)
  }

  /// libcurl's word on why it does not stand.
  func failure(_ code: CURLcode) -> TransferOutcome {
    var outcome = TransferOutcome(code: Int32(code.rawValue))
    var number = 0
    selaras_get_long(easy, CURLINFO_OS_ERRNO, &number)
    outcome.systemError = number
    selaras_get_long(easy, CURLINFO_SSL_VERIFYRESULT, &number)
    outcome.verifyResult = number
    outcome.isNewConnection = true
    outcome.connectMicroseconds = time(CURLINFO_CONNECT_TIME_T)
    outcome.totalMicroseconds = time(CURLINFO_TOTAL_TIME_T)
    slot.pointee.describe(&outcome)
    if let text = selaras_get_string(easy, CURLINFO_PRIMARY_IP), text.pointee != 0 { outcome.peer = String(cString: text) }
    return outcome
  }

  /// Ends it; nothing may use it afterwards.
  func close(_ multi: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, easy)
    curl_easy_cleanup(easy)
    slot.pointee.leaveSession()
    curl_slist_free_all(slot.pointee.connectList)
    slot.deinitialize(count: 1)
    slot.deallocate()
  }
}

/// What two requests must have in common to share a connection.
struct ConnectionKey: Hashable, Sendable {
  let isSecure: Bool
  /// Host, port, pinned address and port, as libcurl is told.
  let connectTo: String
}
