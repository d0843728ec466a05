import Foundation
import TestSupport
import Testing

/// The map of the catalogue is generated; a stale one fails.
@Suite struct CoveragePageTests {
  @Test func coveragePageIsCurrent() throws {
    let page = CoveragePage(standard: .national, faults: HouseFault.all).text
    if ProcessInfo.processInfo.environment["SELARAS_WRITE_COVERAGE"] != nil {
      try page.write(toFile: "\(Suites.repository)/\(CoveragePage.path)", atomically: true, encoding: .utf8)
    }
    #expect(HouseFile.at(CoveragePage.path).text == page, "\(CoveragePage.path) is stale: run `make coverage-page` and read the difference.")
  }
}
