import ArgumentParser
import Documents
import Foundation
import Model
import Planning
import Relay
import Workspace

/// A service without a registry entry, as the command line describes it; stamped "self-declared" on every report.
struct SelfDeclaredSubject {
  let arguments: SubjectArguments

  func inputs(_ speaker: Speaker) throws -> SubjectInputs {
    let data = try testData(speaker)
    var contract: ContractInput?
    var url: String?
    if let text = arguments.contract {
      if text.hasPrefix("https://") || text.hasPrefix("http://") {
        url = text
      } else {
        contract = try file(text, speaker)
      }
    }
    let reference = arguments.credentialEnvironment.map { CredentialReference(place: .environmentVariable($0)) }
      ?? arguments.credentialFile.map { CredentialReference(place: .file($0)) }
    let credential = reference.map(CredentialLookUp.find)
    let service = Service(
      id: Self.identifier(of: arguments.service), agency: "mandiri", title: nil, apiType: arguments.type ?? .rest,
      classification: arguments.classification, lifecycle: nil,
      production: Environment(name: .production, baseURL: arguments.service), sandbox: nil,
      contract: arguments.contract == nil ? nil : ContractSource(path: contract == nil ? nil : arguments.contract, url: url),
      claimedLevel: arguments.claim.flatMap(Level.init(rawValue:)), credential: reference, testData: data, readOnlyPost: [], consent: nil,
      politeness: nil, plainHTTPPort: nil, consumes: [], entry: entry(data, url: url),
      position: SourcePosition(file: "selaras", line: 1, column: 1))
    return SubjectInputs(
      subject: Subject(agency: nil, service: service, isSelfDeclared: true), contract: contract, credential: credential?.credential,
      agencyEndpoints: [], diagnostics: credential?.diagnostics ?? [])
  }

  /// The same as a registry entry would say it, so that the evidence on disk holds it.
  private func entry(_ data: [String: [String: JSONValue]], url: String?) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(Self.identifier(of: arguments.service)), "agency": .string("mandiri"),
      "apiType": .string((arguments.type ?? .rest).rawValue),
      "environments": .object(["production": .object(["baseURL": .string(arguments.service)])]),
    ]
    if let classification = arguments.classification { members["classification"] = .string(classification.rawValue) }
    if let claim = arguments.claim { members["claimedLevel"] = .integer(claim) }
    if let url {
      members["contract"] = .object(["url": .string(url)])
    } else if let path = arguments.contract {
      members["contract"] = .object(["path": .string(path)])
    }
    if let name = arguments.credentialEnvironment {
      members["credential"] = .object(["environmentVariable": .string(name)])
    } else if let name = arguments.credentialFile {
      members["credential"] = .object(["file": .string(name)])
    }
    if !data.isEmpty { members["testData"] = .object(data.mapValues(JSONValue.object)) }
    return .object(members)
  }

  /// A name for folders and reports: the host and path in `[a-z0-9-]`, at most 64.
  private static func identifier(of url: String) -> String {
    var out: [UInt8] = []
    for byte in url.lowercased().utf8.drop(while: { $0 != UInt8(ascii: ":") }).dropFirst(3) {
      let isPlain = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
      if isPlain { out.append(byte) } else if out.last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
    }
    while out.last == UInt8(ascii: "-") { out.removeLast() }
    return out.isEmpty ? "layanan" : String(decoding: out.prefix(64), as: UTF8.self)
  }

  private func file(_ path: String, _ speaker: Speaker) throws -> ContractInput {
    try Trouble.spoken(by: speaker) { try RegistryFolder.contract(at: path) }
  }

  private func testData(_ speaker: Speaker) throws -> [String: [String: JSONValue]] {
    guard let path = arguments.testData else { return [:] }
    let input = try file(path, speaker)
    do {
      let root = try DocumentReader.read(input.bytes, file: path, limits: .contract).root
      var data: [String: [String: JSONValue]] = [:]
      for (operation, values) in root.members {
        data[operation] = Dictionary(values.members.map { ($0.name, JSONValue($0.value)) }) { first, _ in first }
      }
      return data
    } catch {
      speaker.say([error])
      throw Ending.invalidInput.exit
    }
  }
}
