/// One file of a report: where it goes, relative to the folder of what it reports on, and its bytes.
package struct ReportFile: Sendable, Hashable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
