package import Digests
import Documents
package import Model

/// A run as the register keeps it: when, where from, under which standard.
package struct RegisteredRun: Sendable, Hashable {
  package let stamp: RunStamp
  package let profileID: String
  package let profileVersion: String
  package let profileDigest: SHA256Digest

  package init(stamp: RunStamp, profileID: String, profileVersion: String, profileDigest: SHA256Digest) {
    self.stamp = stamp
    self.profileID = profileID
    self.profileVersion = profileVersion
    self.profileDigest = profileDigest
  }

  var record: String {
    JSONValue.object([
      "id": .string(stamp.runID), "tool": .string(stamp.tool), "vantage": .string(stamp.vantage), "startedAt": .string(stamp.startedAt.description),
      "permits": .array(stamp.permits.map(JSONValue.string)),
      "profile": .object(["id": .string(profileID), "version": .string(profileVersion), "digest": .string(profileDigest.description)]),
    ]).text(pretty: false)
  }

  /// Nil for a text that `record` did not write.
  init?(record: String) {
    guard let root = try? JSONReader.read(Array(record.utf8), file: "record", limits: .body).root, let id = root["id"]?.string,
      let tool = root["tool"]?.string, let vantage = root["vantage"]?.string, let startedAt = root["startedAt"]?.string.flatMap({ Timestamp($0) }),
      let permits = root["permits"]?.elements.map({ $0.string ?? "" }), let profile = root["profile"], let profileID = profile["id"]?.string,
      let version = profile["version"]?.string, let digest = profile["digest"]?.string.flatMap({ SHA256Digest($0) })
    else { return nil }
    self.init(
      stamp: RunStamp(runID: id, tool: tool, vantage: vantage, startedAt: startedAt, permits: permits), profileID: profileID,
      profileVersion: version, profileDigest: digest)
    // Whatever was lost on the way would show here.
    guard self.record.utf8.elementsEqual(record.utf8) else { return nil }
  }
}

/// One result in the history of a service.
package struct RegisteredResult: Sendable, Hashable {
  package let run: RegisteredRun
  package let row: SubjectRow
  /// Of the result file; nil for an application that was only recorded.
  package let resultDigest: SHA256Digest?
}
