import Model
import Testing

@testable import Wire

/// Which addresses are public, in every form an address can be hidden in (background: trust.md B2).
@Suite struct WireAddressTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let address: String
    let said: AddressTable.Class
    var testDescription: String { address }
    init(_ address: String, _ said: AddressTable.Class) {
      self.address = address
      self.said = said
    }
  }

  static let cases: [Case] = [
    // IPv4: the registry's rows at their edges.
    Case("1.1.1.1", .isPublic), Case("103.1.2.3", .isPublic), Case("0.0.0.0", .refused("this host")),
    Case("0.255.255.255", .refused("this network")),
    Case("9.255.255.255", .isPublic), Case("10.0.0.0", .intranet("private")), Case("10.255.255.255", .intranet("private")),
    Case("11.0.0.0", .isPublic),
    Case("100.63.255.255", .isPublic), Case("100.64.0.0", .intranet("shared address space")),
    Case("100.127.255.255", .intranet("shared address space")),
    Case("100.128.0.0", .isPublic), Case("126.255.255.255", .isPublic), Case("127.0.0.1", .loopback), Case("127.255.255.255", .loopback),
    Case("128.0.0.0", .isPublic), Case("169.253.255.255", .isPublic), Case("169.254.0.1", .refused("link-local")),
    Case("169.254.170.3", .refused("link-local")), Case("169.255.0.0", .isPublic), Case("172.15.255.255", .isPublic),
    Case("172.16.0.0", .intranet("private")), Case("172.31.255.255", .intranet("private")), Case("172.32.0.0", .isPublic),
    Case("192.0.0.8", .refused("dummy address")), Case("192.0.1.0", .isPublic), Case("192.0.2.1", .refused("documentation")),
    Case("192.31.196.1", .refused("AS112")), Case("192.52.193.1", .refused("AMT")), Case("192.88.99.1", .refused("6to4 relay")),
    Case("192.167.255.255", .isPublic), Case("192.168.0.1", .intranet("private")), Case("192.169.0.0", .isPublic),
    Case("192.175.48.1", .refused("AS112")), Case("198.17.255.255", .isPublic), Case("198.18.0.0", .refused("benchmarking")),
    Case("198.19.255.255", .refused("benchmarking")), Case("198.20.0.0", .isPublic), Case("198.51.100.7", .refused("documentation")),
    Case("203.0.113.7", .refused("documentation")), Case("223.255.255.255", .isPublic), Case("224.0.0.1", .refused("multicast")),
    Case("239.255.255.255", .refused("multicast")), Case("240.0.0.1", .refused("reserved")), Case("255.255.255.255", .refused("broadcast")),
    // Metadata services, wherever clouds put them.
    Case("169.254.169.254", .refused("metadata service, link-local")), Case("168.63.129.16", .refused("metadata service")),
    Case("100.100.100.200", .refused("metadata service")), Case("192.0.0.192", .refused("metadata service")),
    Case("fd00:ec2::254", .refused("metadata service")), Case("fd20:ce::254", .refused("metadata service")),
    // IPv6.
    Case("2606:4700:4700::1111", .isPublic), Case("::", .refused("unspecified")), Case("::1", .loopback),
    Case("::2", .refused("embedded this network")),
    Case("100::1", .refused("discard-only")), Case("2001:db8::1", .refused("documentation")), Case("3fff::1", .refused("documentation")),
    Case("2001:2::1", .refused("benchmarking")), Case("2620:4f:8000::1", .refused("AS112")), Case("5f00::1", .refused("segment routing")),
    Case("fc00::1", .intranet("unique local")), Case("fdff::1", .intranet("unique local")), Case("fe80::1", .refused("link-local")),
    Case("febf::1", .refused("link-local")), Case("fec0::1", .refused("site-local")), Case("ff02::1", .refused("multicast")),
    Case("4000::1", .refused("unassigned")), Case("1fff::1", .refused("unassigned")),
    // IPv4 inside IPv6: mapped, compatible, NAT64, local NAT64, 6to4, Teredo (server, then the client's inverted address), ISATAP.
    Case("::ffff:8.8.8.8", .isPublic), Case("::ffff:127.0.0.1", .loopback), Case("::ffff:10.0.0.1", .refused("embedded private")),
    Case("::ffff:169.254.169.254", .refused("embedded metadata service, link-local")), Case("::ffff:0.0.0.0", .refused("embedded this host")),
    Case("::127.0.0.1", .refused("embedded loopback")), Case("::8.8.8.8", .refused("IPv4-compatible")),
    Case("64:ff9b::10.0.0.1", .refused("embedded private")), Case("64:ff9b::169.254.169.254", .refused("embedded metadata service, link-local")),
    Case("64:ff9b::8.8.8.8", .refused("NAT64")), Case("64:ff9b:1:808:8:800::1", .refused("embedded this network")),
    Case("64:ff9b:1:a00:0:100::", .refused("embedded private")),
    Case("2002:7f00:1::1", .refused("embedded loopback")), Case("2002:a9fe:a9fe::1", .refused("embedded metadata service, link-local")),
    Case("2002:c0a8:101::1", .refused("embedded private")), Case("2002:808:808::1", .refused("6to4")),
    Case("2001:0:a00:1::1", .refused("embedded private")), Case("2001:0:808:808::80ff:fffe", .refused("embedded loopback")),
    Case("2001:0:808:808::f7f7:f7f7", .refused("Teredo")), Case("2606:4700::5efe:10.0.0.1", .refused("embedded private")),
    Case("2606:4700::200:5efe:127.0.0.1", .refused("embedded loopback")), Case("2606:4700::5efe:8.8.8.8", .isPublic),
  ]

  @Test(arguments: cases) func classifies(_ item: Case) throws {
    #expect(AddressTable.classify(try #require(IPAddress(item.address))) == item.said)
  }

  @Test(arguments: ["fe80::1%eth0", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "１２７.0.0.1", "", "127.0.0.1 ", "::ffff:127.0.0"])
  func isNoAddress(_ text: String) { #expect(IPAddress(text) == nil) }

  @Test func permitsOpenTheirOwnRangesOnly() throws {
    func refusal(_ permits: Set<AddressPermit>, _ address: String) throws -> String? {
      EgressGuard(permits: permits, own: [], closed: []).refusal(of: try #require(IPAddress(address)))
    }
    #expect(try refusal([], "127.0.0.1") == "127.0.0.1 loopback")
    #expect(try refusal([.intranet], "::ffff:127.0.0.1") == "::ffff:127.0.0.1 loopback")
    #expect(try refusal([.loopback], "127.0.0.1") == nil)
    #expect(try refusal([.loopback], "10.0.0.1") == "10.0.0.1 private")
    #expect(try refusal([.intranet], "10.0.0.1") == nil)
    #expect(try refusal([.loopback, .intranet], "169.254.169.254") == "169.254.169.254 metadata service, link-local")
    #expect(try refusal([.loopback, .intranet], "fd00:ec2::254") == "fd00:ec2::254 metadata service")
    #expect(try refusal([.loopback, .intranet], "::ffff:10.0.0.1") == "::ffff:10.0.0.1 embedded private")
  }

  /// Every row of the data is a network, and refuses its first and its last address unless a permit is for it.
  @Test func everyRowOfTheDataHolds() throws {
    let rows = SpecialAddresses.ipv4 + SpecialAddresses.ipv6 + SpecialAddresses.others + SpecialAddresses.metadata
    #expect(rows.count >= 60 && Set(rows.map(\.prefix)).count == rows.count)
    for row in rows {
      let network = try #require(AddressNetwork(row.prefix), "\(row.prefix)")
      let last = network.address.bytes.enumerated().map { index, byte in
        byte | UInt8(truncatingIfNeeded: 0xFF >> min(8, max(0, network.length - index * 8)))
      }
      for address in [network.address, IPAddress(bytes: last)] {
        #expect(AddressTable.classify(address) != .isPublic, "\(row.prefix): \(address)")
        #expect(!row.name.isEmpty && !row.source.isEmpty)
      }
    }
  }

  @Test func thisMachineIsRefusedLikeLoopback() throws {
    func refusal(_ permits: Set<AddressPermit>, _ address: String) throws -> String? {
      let own = Set(["8.8.4.4", "10.1.2.3", "2606:4700::9"].compactMap { IPAddress($0) })
      return EgressGuard(permits: permits, own: own, closed: []).refusal(of: try #require(IPAddress(address)))
    }
    #expect(try refusal([], "8.8.4.4") == "8.8.4.4 this machine")
    #expect(try refusal([], "::ffff:8.8.4.4") == "::ffff:8.8.4.4 this machine")
    #expect(try refusal([.intranet], "10.1.2.3") == "10.1.2.3 this machine")
    #expect(try refusal([], "2606:4700::9") == "2606:4700::9 this machine")
    #expect(try refusal([.loopback], "8.8.4.4") == nil)
    #expect(try refusal([.loopback], "10.1.2.3") == "10.1.2.3 private")
    #expect(try refusal([.loopback, .intranet], "10.1.2.3") == nil)
    #expect(try refusal([], "8.8.8.8") == nil)
  }

  /// The interfaces are really read: loopback at least is always there.
  @Test func theMachinesInterfacesAreRead() { #expect(OwnAddresses.read().contains(IPAddress("127.0.0.1")!)) }

  @Test func aClosedNetworkIsOpenedByNoPermit() throws {
    let closed = ["10.9.0.0/16", "2606:4700:1::/48", "127.0.0.9"].compactMap { AddressNetwork($0) }
    #expect(closed.count == 3)
    func refusal(_ address: String) throws -> String? {
      EgressGuard(permits: [.loopback, .intranet], own: [], closed: closed).refusal(of: try #require(IPAddress(address)))
    }
    #expect(try refusal("10.9.255.1") == "10.9.255.1 closed by the operator (10.9.0.0/16)")
    #expect(try refusal("127.0.0.9") == "127.0.0.9 closed by the operator (127.0.0.9/32)")
    #expect(try refusal("::ffff:127.0.0.9") == "::ffff:127.0.0.9 closed by the operator (127.0.0.9/32)")
    #expect(try refusal("2606:4700:1::1") == "2606:4700:1::1 closed by the operator (2606:4700:1::/48)")
    #expect(try refusal("10.8.0.1") == nil && refusal("127.0.0.8") == nil)
  }

  @Test(arguments: ["", "a", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.1/8", "10.0.0.0/8/8", "::/129", "fe80::%eth0/64", "contoh.test/8"])
  func isNoNetwork(_ text: String) { #expect(AddressNetwork(text) == nil) }
}
