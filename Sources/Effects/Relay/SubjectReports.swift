package import Model
import Reporting
import Workspace

/// Writes what a subject's result says, in the formats asked for, into its folder.
package enum SubjectReports {
  package enum Format: String, Sendable, Hashable, CaseIterable { case html, json }

  package static func write(_ result: SubjectResult, evidence: Evidence, formats: Set<Format>, to folder: String) throws(WorkspaceFault) {
    var files: [ReportFile] = []
    if formats.contains(.json) { files.append(ResultJSON.file(result, evidence: evidence)) }
    if formats.contains(.html) { files += ServiceReport.files(result, evidence: evidence) }
    try ReportFolder.write(files, to: folder)
  }
}
