import Model

/// Reads the first answer to a ClientHello from the bytes so far: alerts, or a ServerHello over as many records as the server likes.
enum HelloReading {
  /// Records are read until this many bytes have come.
  static let mostBytes = 16_384

  /// Nil while more bytes are needed.
  static func answer(_ bytes: [UInt8], to hello: HelloTemplate) -> HelloAnswer? {
    switch read(bytes, hello) {
    case .answer(let answer): answer
    case .unfinished: bytes.count >= mostBytes ? .violation(.tooLarge) : nil
    }
  }

  /// What stands when nothing more comes: a warning that was the last word, otherwise nil.
  static func lastWord(_ bytes: [UInt8], to hello: HelloTemplate) -> HelloAnswer? {
    switch read(bytes, hello) {
    case .answer(let answer): answer
    case .unfinished(let warning): warning
    }
  }

  private enum Reading {
    case answer(HelloAnswer)
    /// More is needed; a warning alert does not end a handshake, but may be all that comes (RFC 5246 §7.2).
    case unfinished(warning: HelloAnswer?)
  }

  private static func read(_ bytes: [UInt8], _ hello: HelloTemplate) -> Reading {
    var at = 0
    var message: [UInt8] = []
    var warning: HelloAnswer?
    while at < bytes.count {
      let isFirst = at == 0
      // 20 to 24: change_cipher_spec, alert, handshake, application_data, heartbeat.
      guard (20...24).contains(bytes[at]), at + 1 >= bytes.count || bytes[at + 1] == 3 else {
        return .answer(isFirst ? .notTLS(prefix: Array(bytes.prefix(16))) : .violation(.malformed))
      }
      guard at + 5 <= bytes.count else { break }
      let length = Int(bytes[at + 3]) << 8 | Int(bytes[at + 4])
      guard (1...16_384).contains(length) else { return .answer(.violation(.malformed)) }
      let data = bytes[(at + 5)..<min(bytes.count, at + 5 + length)]
      let isWhole = data.count == length
      switch bytes[at] {
      case 21:
        guard length == 2 else { return .answer(.violation(.malformed)) }
        guard isWhole, let level = data.first, let description = data.last else { return .unfinished(warning: warning) }
        guard level == 1 else { return .answer(.alert(level: level, description: description)) }
        // Inside a message no other record may stand (RFC 8446 §5.1).
        guard message.isEmpty else { return .answer(.violation(.malformed)) }
        warning = .alert(level: level, description: description)
      case 22:
        message += data
        if let answer = ServerHello.answer(message, to: hello) { return .answer(answer) }
      default: return .answer(.violation(.unexpectedMessage))
      }
      guard isWhole else { break }
      at += 5 + length
    }
    return .unfinished(warning: warning)
  }
}

/// The server's choice, read strictly: every length must fit, and what is chosen must have been offered.
enum ServerHello {
  /// - `message`: handshake bytes so far; what follows the ServerHello is not looked at.
  /// - Returns: nil while more bytes are needed.
  static func answer(_ message: [UInt8], to hello: HelloTemplate) -> HelloAnswer? {
    guard let type = message.first else { return nil }
    guard type == 2 else { return .violation(.unexpectedMessage) }
    guard message.count >= 4 else { return nil }
    let length = Int(message[1]) << 16 | Int(message[2]) << 8 | Int(message[3])
    guard length < HelloReading.mostBytes - 9 else { return .violation(.tooLarge) }
    guard message.count >= 4 + length else { return nil }
    var reader = ByteReader(message[4..<(4 + length)])
    guard let version = reader.number(2), reader.take(32) != nil, let session = reader.vector(1), session.count <= 32,
      let suite = reader.number(2), reader.number(1) == 0, let extensions = extensions(&reader), reader.isAtEnd
    else { return .violation(.malformed) }
    return judge(legacyVersion: UInt16(version), CipherSuite(number: UInt16(suite)), extensions, hello)
  }

  private static func judge(
    legacyVersion: UInt16, _ suite: CipherSuite, _ extensions: [Int: ArraySlice<UInt8>], _ hello: HelloTemplate
  ) -> HelloAnswer {
    var number = legacyVersion
    if let chosen = extensions[43] {
      // The extension is there for TLS 1.3 alone, under the number of 1.2 (RFC 8446 §4.2.1).
      guard chosen.count == 2, legacyVersion == TLSVersion.tls12.wireNumber else { return .violation(.malformed) }
      number = chosen.reduce(0) { $0 << 8 | UInt16($1) }
      guard number > TLSVersion.tls12.wireNumber else { return .violation(.malformed) }
    } else if legacyVersion > TLSVersion.tls12.wireNumber {
      return .violation(.versionNotOffered)
    }
    guard let version = TLSVersion.allCases.first(where: { $0.wireNumber == number }), version <= hello.version else {
      return .violation(.versionNotOffered)
    }
    guard hello.offeredSuites.contains(suite) else { return .violation(.suiteNotOffered) }
    guard suite.isOfTLS13 == (version == .tls13) else { return .violation(.malformed) }
    guard let list = extensions[16] else { return .serverHello(version: version, suite: suite) }
    // TLS 1.3 says this where only the client can read it.
    var reader = ByteReader(list)
    guard version < .tls13, var names = reader.vector(2).map(ByteReader.init), reader.isAtEnd, let name = names.vector(1), names.isAtEnd else {
      return .violation(.malformed)
    }
    guard let chosen = hello.applicationProtocols.first(where: { $0.utf8.elementsEqual(name) }) else { return .violation(.protocolNotOffered) }
    return .serverHello(version: version, suite: suite, applicationProtocol: chosen)
  }

  /// By number, each once; an old server may leave the whole block away. Nil when a length does not fit.
  private static func extensions(_ reader: inout ByteReader) -> [Int: ArraySlice<UInt8>]? {
    guard !reader.isAtEnd else { return [:] }
    guard var block = reader.vector(2).map(ByteReader.init) else { return nil }
    var found: [Int: ArraySlice<UInt8>] = [:]
    while !block.isAtEnd {
      guard let type = block.number(2), let data = block.vector(2), found.updateValue(data, forKey: type) == nil else { return nil }
    }
    return found
  }
}

/// Takes bytes from the front; nil, and nothing taken, where there are too few.
private struct ByteReader {
  private var rest: ArraySlice<UInt8>
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A big-endian number of `width` bytes.
  mutating func number(_ width: Int) -> Int? { take(width)?.reduce(0) { $0 << 8 | Int($1) } }

  /// Bytes behind their length in `width` bytes.
  mutating func vector(_ width: Int) -> ArraySlice<UInt8>? { number(width).flatMap { take($0) } }
}
