import TestSupport

/// Rows about sizes, codings and labels.
enum HostileContents {
  private typealias Row = HostileBodiesTests.Row
  private static let sample = HostileLab.sample

  /// Content that nobody could read is judged by nobody.
  private static func unread(_ framing: String, _ cause: String) -> [String: String] {
    ["HTP-18": framing, "DOC-06": cause, "DOC-07": cause, "HTP-02": cause, "HTP-04": cause, "OPS-01": cause, "SEM-02": cause]
  }
  private static let allPassed = [
    "HTP-18": "passed", "DOC-06": "passed", "DOC-07": "passed", "HTP-02": "passed", "HTP-04": "passed", "OPS-01": "passed", "SEM-02": "passed",
  ]

  static let rows: [HostileBodiesTests.Row] = [
    Row("B1", "more than we read", unread("cantTell(bodyLimit)", "cantTell(bodyLimit)"), [UInt8](repeating: 0x20, count: 3 << 20)),
    Row("B2", "a bomb by its ratio", unread("cantTell(bodyLimit)", "cantTell(bodyLimit)"), fields: gzip, CodedSamples.bomb(20)),
    Row("B2", "a bomb by its size", unread("cantTell(bodyLimit)", "cantTell(bodyLimit)"), fields: gzip, CodedSamples.bomb(1000)),
    Row(
      "B3", "six codings", unread("cantTell(needsReview)", "cantTell(malformed)"), fields: "Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip\r\n",
      CodedSamples.gzip),
    Row("B3", "plain text called gzip", unread("failed", "cantTell(malformed)"), fields: gzip, sample),
    Row("B4", "gzip that ends too early", unread("failed", "cantTell(truncated)"), fields: gzip, CodedSamples.gzip.dropLast(12)),
    Row("B5", "a wrong checksum", unread("failed", "cantTell(malformed)"), fields: gzip, spoilt(CodedSamples.gzip)),
    Row("B5", "bytes behind gzip", unread("failed", "cantTell(malformed)"), fields: gzip, CodedSamples.gzip + [0x7D]),
    Row("B6", "gzip that nobody asked for", allPassed, fields: gzip, CodedSamples.gzip),
    Row("B6", "deflate that nobody asked for", allPassed, fields: "Content-Encoding: deflate\r\n", CodedSamples.deflate),
    Row(
      "B6", "deflate without its wrapper", allPassed.merging(["HTP-18": "failed"]) { $1 }, fields: "Content-Encoding: deflate\r\n",
      CodedSamples.rawDeflate),
    Row("B6", "an unknown coding", unread("cantTell(needsReview)", "cantTell(malformed)"), fields: "Content-Encoding: sandi\r\n", sample),
    Row("B15", "XML with an entity that would be fetched", ["HTP-18": "passed", "DOC-07": "failed"], type: "application/xml", xml),
    Row(
      "B15", "XML called JSON",
      ["HTP-18": "passed", "DOC-06": "untested(prerequisite(SEM-02))", "HTP-04": "untested(noEvidence)", "SEM-02": "untested(noEvidence)"], xml),
    Row("B16", "JSON without a label", ["HTP-18": "passed", "HTP-04": "failed", "DOC-07": "failed"], type: nil, sample),
    Row("B16", "JSON called HTML", ["HTP-18": "passed", "HTP-04": "failed", "DOC-07": "failed"], type: "text/html", sample),
    Row("B16", "a charset that is not there", ["HTP-18": "passed", "DOC-06": "passed"], type: "application/json; charset=utf-16", sample),
    Row("B16", "a label that is no media type", ["HTP-18": "passed", "HTP-04": "failed", "DOC-07": "failed"], type: "sembarang;;=", sample),
  ]

  private static let gzip = "Content-Encoding: gzip\r\n"
  private static let xml = """
    <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:1/rahasia"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>
    """

  private static func spoilt(_ bytes: [UInt8]) -> [UInt8] {
    var copy = bytes
    copy[copy.count - 8] ^= 0x55
    return copy
  }
}
