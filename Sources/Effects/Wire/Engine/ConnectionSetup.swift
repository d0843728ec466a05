import CCurl
import Model

/// Sets libcurl up for one connection: nothing from the environment, nothing remembered, nothing sent.
enum ConnectionSetup {
  static func apply(_ order: TransferOrder, to slot: UnsafeMutablePointer<ConnectionSlot>) {
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
    trust(order, slot)
  }

  private static func trust(_ order: TransferOrder, _ slot: UnsafeMutablePointer<ConnectionSlot>) {
    let easy = slot.pointee.easy
    // Debian compiles in a CApath, which switches libcurl's cache of the parsed store off: 21 ms a handshake.
    selaras_set_string(easy, CURLOPT_CAPATH, nil)
    if let store = order.trustStore { selaras_set_string(easy, CURLOPT_CAINFO, store) }
    let verifies = slot.pointee.verifiedHost != nil
    selaras_set_long(easy, CURLOPT_SSL_VERIFYPEER, verifies ? 1 : 0)
    selaras_set_long(easy, CURLOPT_SSL_VERIFYHOST, verifies ? 2 : 0)
    TLSSession.prepare(order, slot)
  }
}
