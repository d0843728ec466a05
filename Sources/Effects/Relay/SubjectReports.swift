package import Digests
package import Model
import Reporting
package import Workspace

/// Writes what a subject's result says, in the formats asked for, into its folder.
package enum SubjectReports {
  package enum Format: String, Sendable, Hashable, CaseIterable { case html, json }

  /// Returns the digest of the result as JSON, whether or not it is among the formats.
  @discardableResult
  package static func write(
    _ result: SubjectResult, evidence: Evidence, formats: Set<Format>, to folder: String
  ) throws(WorkspaceFault) -> SHA256Digest {
    let json = ResultJSON.file(result, evidence: evidence)
    var files: [ReportFile] = formats.contains(.json) ? [json] : []
    if formats.contains(.html) { files += ServiceReport.files(result, evidence: evidence) }
    try ReportFolder.write(files, to: folder)
    return SHA256Digest.of(json.bytes)
  }
}
