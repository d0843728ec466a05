import CCurl
import Model

/// Sets libcurl up for one transfer, and reads its word afterwards.
enum TransferSetup {
  static func apply(_ order: TransferOrder, to slot: UnsafeMutablePointer<TransferSlot>) {
    let easy = slot.pointee.easy
    selaras_set_pointer(easy, CURLOPT_PRIVATE, slot)
    selaras_set_string(easy, CURLOPT_URL, order.url)
    callbacks(easy, slot)
    isolation(easy)
    selaras_set_long(easy, CURLOPT_NOSIGNAL, 1)
    selaras_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, order.limits.connectMilliseconds)
    selaras_set_long(easy, CURLOPT_TIMEOUT_MS, order.limits.exchangeMilliseconds)
    selaras_set_string(easy, CURLOPT_USERAGENT, order.userAgent)
    if case .raw = order.goal { selaras_set_long(easy, CURLOPT_CONNECT_ONLY, 1) }
    slot.pointee.connectList = curl_slist_append(nil, order.connectTo)
    selaras_set_list(easy, CURLOPT_CONNECT_TO, slot.pointee.connectList)
    for line in order.headerLines { slot.pointee.headerList = curl_slist_append(slot.pointee.headerList, line) }
    if let list = slot.pointee.headerList { selaras_set_list(easy, CURLOPT_HTTPHEADER, list) }
    switch order.method {
    case "GET": break
    case "HEAD": selaras_set_long(easy, CURLOPT_NOBODY, 1)
    default: selaras_set_string(easy, CURLOPT_CUSTOMREQUEST, order.method)
    }
    trust(order, easy)
  }

  private static func callbacks(_ easy: UnsafeMutableRawPointer, _ slot: UnsafeMutablePointer<TransferSlot>) {
    selaras_set_data(easy, CURLOPT_WRITEFUNCTION, receiveBody)
    selaras_set_pointer(easy, CURLOPT_WRITEDATA, slot)
    selaras_set_data(easy, CURLOPT_HEADERFUNCTION, receiveHead)
    selaras_set_pointer(easy, CURLOPT_HEADERDATA, slot)
    selaras_set_opensocket(easy, openSocket)
    selaras_set_pointer(easy, CURLOPT_OPENSOCKETDATA, slot)
    selaras_set_prereq(easy, beforeRequest)
    selaras_set_pointer(easy, CURLOPT_PREREQDATA, slot)
  }

  /// Nothing from the environment, nothing remembered, nothing decoded, nothing followed.
  private static func isolation(_ easy: UnsafeMutableRawPointer) {
    selaras_set_string(easy, CURLOPT_PROXY, "")
    selaras_set_string(easy, CURLOPT_NOPROXY, "*")
    selaras_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    selaras_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    selaras_set_long(easy, CURLOPT_PATH_AS_IS, 1)
    selaras_set_long(easy, CURLOPT_HTTP_TRANSFER_DECODING, 0)
    selaras_set_long(easy, CURLOPT_HTTP_CONTENT_DECODING, 0)
    selaras_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    selaras_set_long(easy, CURLOPT_HTTP09_ALLOWED, 0)
    selaras_set_long(easy, CURLOPT_NETRC, 0)
  }

  private static func trust(_ order: TransferOrder, _ easy: UnsafeMutableRawPointer) {
    // Debian compiles in a CApath, which switches libcurl's cache of the parsed store off: 21 ms a handshake.
    selaras_set_string(easy, CURLOPT_CAPATH, nil)
    if let store = order.trustStore { selaras_set_string(easy, CURLOPT_CAINFO, store) }
    var verifies = true
    switch order.goal {
    case .exchange: break
    case .handshake(let asked):
      verifies = asked
      selaras_set_long(easy, CURLOPT_CERTINFO, 1)
      selaras_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
      selaras_set_long(easy, CURLOPT_FORBID_REUSE, 1)
    case .raw: selaras_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
    }
    selaras_set_long(easy, CURLOPT_SSL_VERIFYPEER, verifies ? 1 : 0)
    selaras_set_long(easy, CURLOPT_SSL_VERIFYHOST, verifies ? 2 : 0)
  }

  static func outcome(_ code: Int32, _ slot: UnsafeMutablePointer<TransferSlot>) -> TransferOutcome {
    let easy = slot.pointee.easy
    var outcome = TransferOutcome(code: code)
    outcome.head = slot.pointee.head
    outcome.body = slot.pointee.body
    outcome.overLimit = slot.pointee.overLimit
    outcome.refusal = slot.pointee.refusal
    outcome.session = slot.pointee.session.map { SessionFacts(version: $0.version, suite: $0.suite) }
    var number = 0
    selaras_get_long(easy, CURLINFO_RESPONSE_CODE, &number)
    outcome.status = number
    if code != 0 {
      selaras_get_long(easy, CURLINFO_OS_ERRNO, &number)
      outcome.systemError = number
      selaras_get_long(easy, CURLINFO_SSL_VERIFYRESULT, &number)
      outcome.verifyResult = number
    }
    selaras_get_long(easy, CURLINFO_NUM_CONNECTS, &number)
    outcome.isNewConnection = number > 0
    selaras_get_long(easy, CURLINFO_PRIMARY_PORT, &number)
    if let peer = selaras_get_string(easy, CURLINFO_PRIMARY_IP), peer.pointee != 0 { outcome.peer = "\(String(cString: peer)):\(number)" }
    func time(_ info: CURLINFO) -> Int64 {
      var value: curl_off_t = 0
      selaras_get_offset(easy, info, &value)
      return Int64(value)
    }
    if outcome.isNewConnection {
      outcome.connectMicroseconds = time(CURLINFO_CONNECT_TIME_T)
      outcome.handshakeMicroseconds = time(CURLINFO_APPCONNECT_TIME_T)
    }
    outcome.firstByteMicroseconds = time(CURLINFO_STARTTRANSFER_TIME_T)
    outcome.totalMicroseconds = time(CURLINFO_TOTAL_TIME_T)
    if slot.pointee.stopsAtHandshake { outcome.certificates = certificates(easy) }
    return outcome
  }

  /// At most ten certificates, each as libcurl's `Name:value` lines of bounded length.
  private static func certificates(_ easy: UnsafeMutableRawPointer) -> [[String]] {
    guard let info = selaras_get_certificates(easy), let lists = info.pointee.certinfo else { return [] }
    return (0..<min(10, Int(info.pointee.num_of_certs))).map { index in
      var lines: [String] = []
      var entry = lists[index]
      while let current = entry, lines.count < 40 {
        lines.append(String(String(cString: current.pointee.data).prefix(20_000)))
        entry = current.pointee.next
      }
      return lines
    }
  }
}
