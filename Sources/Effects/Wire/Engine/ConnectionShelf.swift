/// Connections that stand and wait for their next request; the one that waits longest goes first when there are too many.
struct ConnectionShelf {
  private let most: Int
  private var waiting: [ConnectionKey: [Connection]] = [:]
  private var byDescriptor: [Int32: Connection] = [:]
  /// In the order in which they came, old notes among them: a note counts while its connection has not left the shelf since.
  private var order: [(connection: Connection, shelved: Int)] = []
  private var first = 0

  init(most: Int) { self.most = most }

  var count: Int { byDescriptor.count }

  /// - Returns the connection to close for want of room.
  mutating func put(_ connection: Connection) -> Connection? {
    connection.shelved += 1
    waiting[connection.key, default: []].append(connection)
    byDescriptor[connection.descriptor] = connection
    order.append((connection, connection.shelved))
    if first > 1024, first * 2 > order.count {
      order.removeFirst(first)
      first = 0
    }
    return count > most ? takeOldest() : nil
  }

  /// The one that came last: it is the most likely to be alive still.
  mutating func take(_ key: ConnectionKey) -> Connection? {
    guard let connection = waiting[key]?.popLast() else { return nil }
    leave(connection)
    return connection
  }

  /// The connection with this descriptor, if it waits here.
  mutating func take(descriptor: Int32) -> Connection? {
    guard let connection = byDescriptor[descriptor] else { return nil }
    waiting[connection.key]?.removeAll { $0 === connection }
    leave(connection)
    return connection
  }

  mutating func takeAll() -> [Connection] {
    defer { (waiting, byDescriptor, order, first) = ([:], [:], [], 0) }
    return Array(byDescriptor.values)
  }

  private mutating func takeOldest() -> Connection? {
    while first < order.count {
      let note = order[first]
      first += 1
      if byDescriptor[note.connection.descriptor] === note.connection, note.connection.shelved == note.shelved {
        return take(descriptor: note.connection.descriptor)
      }
    }
    return nil
  }

  private mutating func leave(_ connection: Connection) {
    if waiting[connection.key]?.isEmpty ?? false { waiting[connection.key] = nil }
    byDescriptor[connection.descriptor] = nil
  }
}
