import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization

/// What a listener stands for, and what its connections need.
struct ListenerPlace: Sendable {
  /// The port that clients mean.
  let port: Int
  let isSecure: Bool
  let sites: SiteMap
  let identities: [String: NIOSSLContext]
  let record: RequestRecord
  let token: String
}

/// Accepts connections on a free loopback port.
final class Listener: Sendable {
  let place: ListenerPlace
  let localPort: Int
  private let server: any Channel
  private let connections: Connections

  private init(_ place: ListenerPlace, _ server: any Channel, _ connections: Connections) {
    self.place = place
    self.server = server
    self.connections = connections
    localPort = server.localAddress?.port ?? 0
  }

  static func open(_ place: ListenerPlace) async throws -> Listener {
    let connections = Connections()
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 1 << 18, high: 1 << 20))
      .childChannelInitializer { channel in
        guard connections.admit(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture { try prepare(channel, place) }
      }
    return Listener(place, try await bootstrap.bind(host: "127.0.0.1", port: 0).get(), connections)
  }

  /// Ends the listener and what it has accepted; the answer in flight may be lost.
  func close() async {
    try? await server.close().get()
    let endings = connections.all.map { $0.close(mode: .all) }
    for ending in endings { try? await ending.get() }
  }

  private static func prepare(_ channel: any Channel, _ place: ListenerPlace) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(60)))
    try pipeline.addHandler(IdleCloser())
    guard place.isSecure else { return try pipeline.addHandler(ServingHandler(place, serverName: nil)) }
    let peek = SNIHandler { result in
      channel.eventLoop.makeCompletedFuture { try secure(channel, place, result) }
    }
    try pipeline.addHandler(ByteToMessageHandler(peek))
  }

  /// Puts TLS for the asked name behind the peek; a name nobody has gets the alert for it (RFC 6066 §3), as plain bytes do.
  private static func secure(_ channel: any Channel, _ place: ListenerPlace, _ result: SNIResult) throws {
    guard case .hostname(let written) = result, let identity = place.identities[written.lowercased()] else {
      let alert = ByteBuffer(bytes: [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x70] as [UInt8])
      return channel.writeAndFlush(alert).whenComplete { _ in channel.close(promise: nil) }
    }
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(NIOSSLServerHandler(context: identity))
    try pipeline.addHandler(ServingHandler(place, serverName: written.lowercased()))
  }
}

/// Ends connections on which nothing happens, also before TLS has begun.
private final class IdleCloser: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) } else { context.fireUserInboundEventTriggered(event) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// The open connections of a listener, bounded.
private final class Connections: Sendable {
  private static let most = 4096
  private let open = Mutex<[ObjectIdentifier: any Channel]>([:])

  var all: [any Channel] { open.withLock { Array($0.values) } }

  /// False when there are too many.
  func admit(_ channel: any Channel) -> Bool {
    let key = ObjectIdentifier(channel)
    let isAdmitted = open.withLock { open in
      guard open.count < Self.most else { return false }
      open[key] = channel
      return true
    }
    if isAdmitted { channel.closeFuture.whenComplete { _ in _ = self.open.withLock { $0.removeValue(forKey: key) } } }
    return isAdmitted
  }
}
