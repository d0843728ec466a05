import Digests
import Documents
import Model
import Reading

/// The run's stamp, the profile's identity and places in files, as members of our formats.
enum StampFormat {
  static func value(_ stamp: RunStamp) -> JSONValue {
    .object([
      "id": .string(stamp.runID), "tool": .string(stamp.tool), "vantage": .string(stamp.vantage), "startedAt": .string(stamp.startedAt.description),
      "permits": .texts(stamp.permits),
    ])
  }

  static func read(_ reader: inout MemberReader) -> RunStamp? {
    let id = reader.string("id")
    let tool = reader.string("tool")
    let vantage = reader.string("vantage")
    let startedAt = reader.text("startedAt") { Timestamp($0) }
    let permits = reader.strings("permits")
    guard let id, let tool, let vantage, let startedAt else { return nil }
    return RunStamp(runID: id, tool: tool, vantage: vantage, startedAt: startedAt, permits: permits)
  }
}

enum ProfileFormat {
  struct Identity {
    let id: String
    let version: String
    let digest: SHA256Digest
  }

  static func value(id: String, version: String, digest: SHA256Digest) -> JSONValue {
    .object(["id": .string(id), "version": .string(version), "digest": .string(digest.description)])
  }

  static func read(_ reader: inout MemberReader) -> Identity? {
    let id = reader.string("id")
    let version = reader.string("version")
    let digest = reader.text("digest") { SHA256Digest($0) }
    guard let id, let version, let digest else { return nil }
    return Identity(id: id, version: version, digest: digest)
  }
}

enum PositionFormat {
  static func value(_ position: SourcePosition) -> JSONValue {
    .object(["file": .string(position.file), "line": .integer(position.line), "column": .integer(position.column)])
  }

  static func read(_ reader: inout MemberReader) -> SourcePosition? {
    let file = reader.string("file")
    let line = reader.integer("line")
    let column = reader.integer("column")
    guard let file, let line, let column else { return nil }
    return SourcePosition(file: file, line: line, column: column)
  }
}
