/// Who may start now: at most so many transfers in all, so many to one address, and never two starts to an address too close together.
///
/// What waits here is not known to libcurl yet, whose limits count from the moment it is told (7.88, measured). Time is given, in
/// microseconds of any clock that does not go back.
struct TransferQueue<Item> {
  private struct Place {
    var running = 0
    /// No start before this time.
    var earliest: Int64 = .min
    var waiting: [(id: UInt64, item: Item)] = []
    /// Items before this index have left.
    var head = 0
    var isListed = false

    var isEmpty: Bool { head == waiting.count }

    mutating func take() -> Item? {
      // Whoever was cancelled while waiting left a gap.
      guard !isEmpty else { return nil }
      let item = waiting[head].item
      head += 1
      if isEmpty || head > 64 {
        waiting.removeFirst(head)
        head = 0
      }
      return item
    }
  }

  private let pace: WirePace
  private var places: [AddressKey: Place] = [:]
  /// Places that have somebody waiting, in the order in which they are asked: one start each in turn.
  private var turn: [AddressKey] = []
  private(set) var running = 0
  private(set) var waiting = 0
  /// How many places may be known before those where nobody is are forgotten: 27,000 hosts must not pile up.
  private var roomForPlaces = 1024

  init(pace: WirePace) { self.pace = pace }

  mutating func add(_ item: Item, id: UInt64, to key: AddressKey, at now: Int64) {
    if places.count >= roomForPlaces {
      places = places.filter { $0.value.running > 0 || !$0.value.isEmpty || $0.value.earliest > now }
      roomForPlaces = max(1024, places.count * 2)
    }
    var place = places[key] ?? Place()
    place.waiting.append((id, item))
    waiting += 1
    if !place.isListed {
      place.isListed = true
      turn.append(key)
    }
    places[key] = place
  }

  /// The next item that may start at this time, counted as running from now on; nil when nobody may.
  mutating func next(at now: Int64) -> Item? {
    guard waiting > 0, running < pace.inFlight else { return nil }
    for index in turn.indices {
      let key = turn[index]
      guard var place = places[key], place.running < pace.perAddress, place.earliest <= now, let item = place.take() else { continue }
      place.running += 1
      place.earliest = now + Int64(pace.addressSpacingMilliseconds) * 1000
      running += 1
      waiting -= 1
      // To the end of the row, or out of it: no address keeps others waiting.
      turn.remove(at: index)
      place.isListed = !place.isEmpty
      if place.isListed { turn.append(key) }
      places[key] = place
      return item
    }
    return nil
  }

  /// A running item has ended.
  mutating func finished(_ key: AddressKey) {
    running -= 1
    places[key]?.running -= 1
  }

  /// Takes a waiting item out; nil when it does not wait here.
  mutating func cancel(_ id: UInt64, at key: AddressKey) -> Item? {
    guard var place = places[key], let index = place.waiting[place.head...].firstIndex(where: { $0.id == id }) else { return nil }
    let item = place.waiting.remove(at: index).item
    waiting -= 1
    if place.isEmpty, let listed = turn.firstIndex(of: key) {
      turn.remove(at: listed)
      place.isListed = false
    }
    places[key] = place
    return item
  }

  /// When the next waiting item may start, if it is only time that it waits for.
  var nextStart: Int64? {
    guard waiting > 0, running < pace.inFlight else { return nil }
    return turn.lazy.compactMap { key in places[key].flatMap { $0.running < pace.perAddress ? $0.earliest : nil } }.min()
  }
}

/// An address and a port, cheap to compare.
struct AddressKey: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64
  private let port: Int

  init(_ address: IPAddress, port: Int) {
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    high = address.isIPv6 ? number(address.bytes[..<8]) : 0
    low = address.isIPv6 ? number(address.bytes[8...]) : number(address.bytes[...])
    self.port = port
  }
}
