import Documents
package import Model
import Reporting
package import Workspace

/// Writes the region's page and a page for each agency from rows: nothing of any subject's evidence is held.
package enum NationalReports {
  package static func write(
    region: Bilingual, rows: [SubjectRow], standard: Standard, stamp: RunStamp, finishedAt: Timestamp, to folder: String
  ) throws(WorkspaceFault) {
    try ReportFolder.write(
      NationalReport.files(
        region: region, rows: rows, requirements: standard.requirements, stamp: stamp, profile: standard.profile, finishedAt: finishedAt),
      to: folder)
    var byAgency: [String: [SubjectRow]] = [:]
    for row in rows { byAgency[row.agency, default: []].append(row) }
    for (agency, own) in byAgency.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let files = AgencyReport.files(
        agency: agency, agencyName: own.first?.agencyName ?? agency, rows: own, stamp: stamp, profile: standard.profile)
      try ReportFolder.write(files, to: "\(folder)/\(agency)")
    }
  }
}
