import NIOCore

/// One connection: bytes in, requests read, answers out, in order.
final class ServingHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let listener: ListenerPlace
  private let serverName: String?
  private var reader = RequestReader()
  private var isFinished = false

  init(_ listener: ListenerPlace, serverName: String?) {
    self.listener = listener
    self.serverName = serverName
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isFinished else { return }
    reader.append(unwrapInboundIn(data).readableBytesView)
    while !isFinished {
      switch reader.next() {
      case .needsMore: return
      case .wantsContinue: send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), context)
      case .refused(let status): finish(AnswerWriter.bytes(.problem(status), isHead: false, isSecure: listener.isSecure, closes: true), context)
      case .request(let request): answer(request, context)
      }
    }
  }

  private func answer(_ request: IncomingRequest, _ context: ChannelHandlerContext) {
    let reply = listener.sites.reply(
      to: request, host: request.host, port: listener.port, isSecure: listener.isSecure, serverName: serverName, token: listener.token)
    let path = String(decoding: request.target.utf8.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    listener.record.add(
      RecordedRequest(
        method: request.method, host: request.host, port: listener.port, path: path, bringsCredential: reply.bringsCredential,
        service: reply.service, requestCase: reply.requestCase, status: reply.answer.status))
    // A client that sends and never reads is let go.
    let closes = !request.keepsAlive || reply.answer.raw != nil || !context.channel.isWritable
    let bytes = AnswerWriter.bytes(reply.answer, isHead: request.method == "HEAD", isSecure: listener.isSecure, closes: closes)
    if closes { finish(bytes, context) } else { send(bytes, context) }
  }

  private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }

  private func finish(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    isFinished = true
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).whenComplete { _ in channel.close(promise: nil) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) } else { context.fireUserInboundEventTriggered(event) }
  }

  /// A broken handshake or a reset is the client's affair: the connection ends.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
