import Testing

@testable import Wire

/// Politeness as arithmetic: what may start when.
@Suite struct WireQueueTests {
  static func key(_ last: UInt8, port: Int = 443) -> AddressKey { AddressKey(IPAddress(bytes: [203, 0, 113, last]), port: port) }

  static func queue(inFlight: Int = 100, perAddress: Int = 2, spacing: Int = 0) -> TransferQueue<String> {
    TransferQueue(pace: WirePace(loops: 1, inFlight: inFlight, perAddress: perAddress, addressSpacingMilliseconds: spacing))
  }

  private static func drain(_ queue: inout TransferQueue<String>, at now: Int64) -> [String] {
    var out: [String] = []
    while let item = queue.next(at: now) { out.append(item) }
    return out
  }

  @Test func anAddressHasSoManyAtATime() {
    var queue = Self.queue()
    for (id, name) in ["a", "b", "c", "d"].enumerated() { queue.add(name, id: UInt64(id), to: Self.key(1), at: 0) }
    queue.add("x", id: 9, to: Self.key(2), at: 0)
    #expect(Self.drain(&queue, at: 0).sorted() == ["a", "b", "x"])
    queue.finished(Self.key(1))
    #expect(Self.drain(&queue, at: 0) == ["c"])
    #expect(queue.running == 3 && queue.waiting == 1)
  }

  @Test func startsToAnAddressKeepTheirDistance() {
    var queue = Self.queue(spacing: 200)
    for (id, name) in ["a", "b"].enumerated() { queue.add(name, id: UInt64(id), to: Self.key(1), at: 0) }
    #expect(Self.drain(&queue, at: 1_000) == ["a"])
    #expect(queue.nextStart == 201_000)
    #expect(Self.drain(&queue, at: 200_999).isEmpty)
    #expect(Self.drain(&queue, at: 201_000) == ["b"])
    #expect(queue.nextStart == nil)
  }

  @Test func ofAllAddressesNoneKeepsOthersWaiting() {
    var queue = Self.queue(inFlight: 3, perAddress: 3)
    for id in 0..<5 { queue.add("lambat \(id)", id: UInt64(id), to: Self.key(1), at: 0) }
    queue.add("lain", id: 10, to: Self.key(2), at: 0)
    queue.add("lagi", id: 11, to: Self.key(3), at: 0)
    #expect(Self.drain(&queue, at: 0) == ["lambat 0", "lain", "lagi"])
  }

  @Test func portsAndFamiliesAreDifferentPlaces() {
    let mapped = AddressKey(IPAddress(bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 203, 0, 113, 1]), port: 443)
    #expect(Set([Self.key(1), Self.key(1, port: 80), Self.key(2), mapped]).count == 4)
  }

  @Test func whoeverIsCancelledLeavesTheRow() {
    var queue = Self.queue(perAddress: 1)
    for (id, name) in ["a", "b", "c"].enumerated() { queue.add(name, id: UInt64(id), to: Self.key(1), at: 0) }
    #expect(queue.next(at: 0) == "a")
    #expect(queue.cancel(1, at: Self.key(1)) == "b")
    #expect(queue.cancel(1, at: Self.key(1)) == nil)
    #expect(queue.cancel(0, at: Self.key(1)) == nil)
    queue.finished(Self.key(1))
    #expect(Self.drain(&queue, at: 0) == ["c"])
    #expect(queue.cancel(2, at: Self.key(1)) == nil)
    #expect(queue.waiting == 0 && queue.running == 1)
  }

  /// Any order of events: nothing is lost, nothing comes twice, no bound is broken.
  @Test(arguments: 0..<20) func nothingIsLost(_ seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    var queue = Self.queue(inFlight: 7, perAddress: 2, spacing: 3)
    var (now, added, ended, waiting): (Int64, Int, Int, [UInt64: UInt8]) = (0, 0, 0, [:])
    var running: [(id: UInt64, place: UInt8)] = []
    for _ in 0..<4000 {
      now += Int64(random.next() % 2000)
      switch random.next() % 4 {
      case 0, 1:
        let place = UInt8(random.next() % 40)
        queue.add("\(added)", id: UInt64(added), to: Self.key(place), at: now)
        waiting[UInt64(added)] = place
        added += 1
      case 2:
        guard let (id, place) = waiting.min(by: { $0.key < $1.key }) else { continue }
        #expect(queue.cancel(id, at: Self.key(place)) == "\(id)")
        waiting[id] = nil
        ended += 1
      default:
        guard let done = running.popLast() else { continue }
        queue.finished(Self.key(done.place))
        ended += 1
      }
      while let item = queue.next(at: now) {
        let id = UInt64(item)!
        running.append((id, waiting.removeValue(forKey: id)!))
      }
      #expect(running.count <= 7)
      #expect(Dictionary(grouping: running, by: \.place).values.allSatisfy { $0.count <= 2 })
    }
    #expect(queue.waiting == waiting.count && queue.running == running.count && ended + waiting.count + running.count == added)
  }
}

/// A small random generator that gives the same numbers for the same seed.
struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
