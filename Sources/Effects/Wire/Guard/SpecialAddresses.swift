/// The IANA special-purpose address registries for IPv4 and IPv6, as last changed in October 2025, and a few rows of our own.
///
/// A row refuses every address under its prefix, whether or not IANA calls it globally reachable: no service of an agency is at any of them.
/// To bring the data up to date, compare with both registries row by row and change the month in this sentence.
enum SpecialAddresses {
  struct Row: Sendable {
    let prefix: String
    /// What messages call it, in lower case.
    let name: String
    /// Where it is defined.
    let source: String
    var use = Use.other
    enum Use: Sendable { case loopback, intranet, other }

    init(_ prefix: String, _ name: String, _ source: String, _ use: Use = .other) {
      (self.prefix, self.name, self.source, self.use) = (prefix, name, source, use)
    }
  }

  static let ipv4 = [
    Row("0.0.0.0/8", "this network", "RFC 791"),
    Row("0.0.0.0/32", "this host", "RFC 1122"),
    Row("10.0.0.0/8", "private", "RFC 1918", .intranet),
    Row("100.64.0.0/10", "shared address space", "RFC 6598", .intranet),
    Row("127.0.0.0/8", "loopback", "RFC 1122", .loopback),
    Row("169.254.0.0/16", "link-local", "RFC 3927"),
    Row("172.16.0.0/12", "private", "RFC 1918", .intranet),
    Row("192.0.0.0/24", "protocol assignments", "RFC 6890"),
    Row("192.0.0.0/29", "service continuity", "RFC 7335"),
    Row("192.0.0.8/32", "dummy address", "RFC 7600"),
    Row("192.0.0.9/32", "port control anycast", "RFC 7723"),
    Row("192.0.0.10/32", "relay anycast", "RFC 8155"),
    Row("192.0.0.170/32", "NAT64 discovery", "RFC 7050"),
    Row("192.0.0.171/32", "NAT64 discovery", "RFC 7050"),
    Row("192.0.2.0/24", "documentation", "RFC 5737"),
    Row("192.31.196.0/24", "AS112", "RFC 7535"),
    Row("192.52.193.0/24", "AMT", "RFC 7450"),
    Row("192.88.99.0/24", "6to4 relay", "RFC 7526"),
    Row("192.88.99.2/32", "6a44 relay", "RFC 6751"),
    Row("192.168.0.0/16", "private", "RFC 1918", .intranet),
    Row("192.175.48.0/24", "AS112", "RFC 7534"),
    Row("198.18.0.0/15", "benchmarking", "RFC 2544"),
    Row("198.51.100.0/24", "documentation", "RFC 5737"),
    Row("203.0.113.0/24", "documentation", "RFC 5737"),
    Row("240.0.0.0/4", "reserved", "RFC 1112"),
    Row("255.255.255.255/32", "broadcast", "RFC 919"),
  ]

  static let ipv6 = [
    Row("::/128", "unspecified", "RFC 4291"),
    Row("::1/128", "loopback", "RFC 4291", .loopback),
    Row("64:ff9b::/96", "NAT64", "RFC 6052"),
    Row("64:ff9b:1::/48", "local NAT64", "RFC 8215"),
    Row("100::/64", "discard-only", "RFC 6666"),
    Row("100:0:0:1::/64", "dummy prefix", "RFC 9780"),
    Row("2001::/23", "protocol assignments", "RFC 2928"),
    Row("2001::/32", "Teredo", "RFC 4380"),
    Row("2001:1::1/128", "port control anycast", "RFC 7723"),
    Row("2001:1::2/128", "relay anycast", "RFC 8155"),
    Row("2001:1::3/128", "service registration anycast", "RFC 9665"),
    Row("2001:2::/48", "benchmarking", "RFC 5180"),
    Row("2001:3::/32", "AMT", "RFC 7450"),
    Row("2001:4:112::/48", "AS112", "RFC 7535"),
    Row("2001:10::/28", "ORCHID", "RFC 4843"),
    Row("2001:20::/28", "ORCHIDv2", "RFC 7343"),
    Row("2001:30::/28", "drone identity", "RFC 9374"),
    Row("2001:db8::/32", "documentation", "RFC 3849"),
    Row("2002::/16", "6to4", "RFC 3056"),
    Row("2620:4f:8000::/48", "AS112", "RFC 7534"),
    Row("3fff::/20", "documentation", "RFC 9637"),
    Row("5f00::/16", "segment routing", "RFC 9602"),
    Row("fc00::/7", "unique local", "RFC 4193", .intranet),
    Row("fe80::/10", "link-local", "RFC 4291"),
  ]

  /// In neither registry.
  static let others = [
    Row("224.0.0.0/4", "multicast", "RFC 5771"),
    Row("ff00::/8", "multicast", "RFC 4291"),
    Row("fec0::/10", "site-local", "RFC 3879"),
    Row("::/96", "IPv4-compatible", "RFC 4291"),
  ]

  /// Where clouds keep their metadata services: to IANA some of these are ordinary, and no permit opens any of them.
  static let metadata = [
    Row("169.254.169.254/32", "metadata service, link-local", "most clouds"),
    Row("169.254.170.2/32", "metadata service, link-local", "containers at Amazon"),
    Row("169.254.170.23/32", "metadata service, link-local", "clusters at Amazon"),
    Row("168.63.129.16/32", "metadata service", "Microsoft Azure"),
    Row("100.100.100.200/32", "metadata service", "Alibaba Cloud"),
    Row("192.0.0.192/32", "metadata service", "Oracle Cloud, formerly"),
    Row("fd00:ec2::254/128", "metadata service", "Amazon"),
    Row("fd00:ec2::23/128", "metadata service", "clusters at Amazon"),
    Row("fd20:ce::254/128", "metadata service", "Google Cloud"),
    Row("fe80::a9fe:a9fe/128", "metadata service", "OpenStack"),
  ]
}
