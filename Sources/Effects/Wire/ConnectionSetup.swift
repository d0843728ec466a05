import CCurl
import Model

/// Sets libcurl up for one connection: nothing from the environment, nothing remembered, nothing sent.
enum ConnectionSetup {
  static func apply(_ order: TransferOrder, to slot: UnsafeMutablePointer<TransferSlot>) {
    let easy = slot.pointee.easy
    selaras_set_pointer(easy, CURLOPT_PRIVATE, slot)
    selaras_set_string(easy, CURLOPT_URL, order.url)
    selaras_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
    selaras_set_opensocket(easy, openSocket)
    selaras_set_pointer(easy, CURLOPT_OPENSOCKETDATA, slot)
    selaras_set_closesocket(easy, closeSocket)
    selaras_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, slot.pointee.watch)
    selaras_set_string(easy, CURLOPT_PROXY, "")
    selaras_set_string(easy, CURLOPT_NOPROXY, "*")
    selaras_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    selaras_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    selaras_set_long(easy, CURLOPT_NETRC, 0)
    selaras_set_long(easy, CURLOPT_NOSIGNAL, 1)
    selaras_set_long(easy, CURLOPT_TCP_NODELAY, 1)
    selaras_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, order.limits.connectMilliseconds)
    slot.pointee.connectList = curl_slist_append(nil, order.key.connectTo)
    selaras_set_list(easy, CURLOPT_CONNECT_TO, slot.pointee.connectList)
    trust(order, easy)
  }

  private static func trust(_ order: TransferOrder, _ easy: UnsafeMutableRawPointer) {
    // Debian compiles in a CApath, which switches libcurl's cache of the parsed store off: 21 ms a handshake.
    selaras_set_string(easy, CURLOPT_CAPATH, nil)
    if let store = order.trustStore { selaras_set_string(easy, CURLOPT_CAINFO, store) }
    var verifies = true
    if case .handshake(let asked) = order.goal {
      verifies = asked
      selaras_set_long(easy, CURLOPT_CERTINFO, 1)
    }
    selaras_set_long(easy, CURLOPT_SSL_VERIFYPEER, verifies ? 1 : 0)
    selaras_set_long(easy, CURLOPT_SSL_VERIFYHOST, verifies ? 2 : 0)
  }

  /// At most ten certificates, each as libcurl's `Name:value` lines of bounded length.
  static func certificates(_ easy: UnsafeMutableRawPointer) -> [[String]] {
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
