import Documents
import Model

/// A service as a registry entry: what `ServiceReader` reads back as the same service.
enum ServiceEntry {
  static func value(_ service: Service) -> JSONValue {
    let environments = [service.production, service.sandbox].compactMap { $0 }
    return .record([
      "id": .string(service.id), "agency": .string(service.agency), "title": .text(service.title), "apiType": .text(service.apiType?.rawValue),
      "classification": .text(service.classification?.rawValue), "lifecycle": .text(service.lifecycle?.rawValue),
      "environments": environments.isEmpty
        ? nil
        : .object(Dictionary(environments.map { ($0.name.rawValue, .object(["baseURL": .string($0.baseURL)])) }) { first, _ in first }),
      "contract": service.contract.map { .record(["path": .text($0.path), "url": .text($0.url)]) },
      "claimedLevel": service.claimedLevel.map { .integer($0.rawValue) }, "credential": service.credential.map(credential),
      "testData": service.testData.isEmpty ? nil : .object(service.testData.mapValues(JSONValue.object)),
      "readOnlyPost": service.readOnlyPost.isEmpty ? nil : .texts(service.readOnlyPost), "consent": service.consent.map(consent),
      "politeness": service.politeness.map {
        .object(["spacingMilliseconds": .integer($0.spacingMilliseconds), "requestBudget": .integer($0.requestBudget)])
      }, "plainHTTPPort": service.plainHTTPPort.map(JSONValue.integer),
      "consumes": service.consumes.isEmpty
        ? nil : .array(service.consumes.map { .object(["service": .string($0.service), "operations": .texts($0.operations)]) }),
    ])
  }

  private static func credential(_ credential: CredentialReference) -> JSONValue {
    switch credential.place {
    case .environmentVariable(let name): .object(["environmentVariable": .string(name)])
    case .file(let path): .object(["file": .string(path)])
    }
  }

  private static func consent(_ consent: Consent) -> JSONValue {
    .object([
      "by": .string(consent.by), "classes": .texts(consent.classes.sorted().map(\.name)), "until": .string(consent.until.description),
    ])
  }
}
