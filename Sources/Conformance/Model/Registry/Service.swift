package import Documents

/// One registered service, or an application that is only recorded (apiType none).
///
/// Members that GOV-01 demands are optional here: an incomplete entry is a finding about the agency, not an unreadable row.
package struct Service: Sendable {
  package let id: String
  package let agency: String
  package let title: String?
  package let apiType: APIType?
  package let classification: Classification?
  package let lifecycle: Lifecycle?
  package let production: Environment?
  package let sandbox: Environment?
  package let contract: ContractSource?
  package let claimedLevel: Level?
  package let credential: CredentialReference?
  /// By operation id or key: parameter values to use instead of the contract's examples.
  package let testData: [String: [String: JSONValue]]
  package let readOnlyPost: [String]
  package let consent: Consent?
  package let politeness: Politeness?
  package let plainHTTPPort: Int?
  package let consumes: [Consumption]
  /// The entry as written, for the members that GOV-01 names and for the evidence bundle.
  package let entry: JSONValue
  package let position: SourcePosition

  package init(
    id: String, agency: String, title: String?, apiType: APIType?, classification: Classification?, lifecycle: Lifecycle?,
    production: Environment?, sandbox: Environment?, contract: ContractSource?, claimedLevel: Level?, credential: CredentialReference?,
    testData: [String: [String: JSONValue]], readOnlyPost: [String], consent: Consent?, politeness: Politeness?, plainHTTPPort: Int?,
    consumes: [Consumption], entry: JSONValue, position: SourcePosition
  ) {
    self.id = id
    self.agency = agency
    self.title = title
    self.apiType = apiType
    self.classification = classification
    self.lifecycle = lifecycle
    self.production = production
    self.sandbox = sandbox
    self.contract = contract
    self.claimedLevel = claimedLevel
    self.credential = credential
    self.testData = testData
    self.readOnlyPost = readOnlyPost
    self.consent = consent
    self.politeness = politeness
    self.plainHTTPPort = plainHTTPPort
    self.consumes = consumes
    self.entry = entry
    self.position = position
  }

  /// The same service claiming another level than it is registered with; its entry says so too.
  package func claiming(_ level: Level) -> Service {
    var members: [String: JSONValue] = if case .object(let known) = entry { known } else { [:] }
    members["claimedLevel"] = .integer(level.rawValue)
    return Service(
      id: id, agency: agency, title: title, apiType: apiType, classification: classification, lifecycle: lifecycle, production: production,
      sandbox: sandbox, contract: contract, claimedLevel: level, credential: credential, testData: testData, readOnlyPost: readOnlyPost,
      consent: consent, politeness: politeness, plainHTTPPort: plainHTTPPort, consumes: consumes, entry: .object(members), position: position)
  }
}

package enum EnvironmentName: String, Sendable, Hashable, CaseIterable { case production, sandbox }

/// Where an environment is served.
package struct Environment: Sendable, Hashable {
  package let name: EnvironmentName
  package let baseURL: String
  package init(name: EnvironmentName, baseURL: String) {
    self.name = name
    self.baseURL = baseURL
  }
}

/// Where the contract is: a file beside the registry, or a URL to fetch; the file is judged, the URL is DOC-02's.
package struct ContractSource: Sendable, Hashable {
  package let path: String?
  package let url: String?
  package init(path: String?, url: String?) {
    self.path = path
    self.url = url
  }
}

/// A credential by name, never by value.
package struct CredentialReference: Sendable, Hashable {
  /// The environment variable or file that holds the value.
  package enum Place: Sendable, Hashable { case environmentVariable(String), file(String) }
  package let place: Place
  package init(place: Place) { self.place = place }
}

/// Who agreed to which probes, until when (exclusive).
package struct Consent: Sendable, Hashable {
  package let by: String
  package let classes: Set<SafetyClass>
  package let until: Timestamp
  package init(by: String, classes: Set<SafetyClass>, until: Timestamp) {
    self.by = by
    self.classes = classes
    self.until = until
  }
}

/// How gently a host is asked; both only ever tighten the tool's own defaults unless the operator says otherwise.
package struct Politeness: Sendable, Hashable {
  package let spacingMilliseconds: Int
  package let requestBudget: Int
  package init(spacingMilliseconds: Int, requestBudget: Int) {
    self.spacingMilliseconds = spacingMilliseconds
    self.requestBudget = requestBudget
  }
}

/// A service this one depends on, with the operations it calls.
package struct Consumption: Sendable, Hashable {
  package let service: String
  package let operations: [String]
  package init(service: String, operations: [String]) {
    self.service = service
    self.operations = operations
  }
}
