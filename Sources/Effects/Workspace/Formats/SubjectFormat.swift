import Documents
import Model
import Reading

/// Who is tested, with the registry entry as it was written: a bundle needs no registry to be judged again.
enum SubjectFormat {
  static func value(_ subject: Subject) -> JSONValue {
    .record([
      "agency": subject.agency.map(agency), "selfDeclared": .bool(subject.isSelfDeclared), "service": service(subject.service),
    ])
  }

  static func read(_ reader: inout MemberReader) -> Subject? {
    let agency = reader.object("agency", required: false, readAgency)
    let isSelfDeclared = reader.requiredBoolean("selfDeclared")
    let service = reader.object("service", readService)
    guard let isSelfDeclared, let service else { return nil }
    return Subject(agency: agency, service: service, isSelfDeclared: isSelfDeclared)
  }

  private static func agency(_ agency: Agency) -> JSONValue {
    .record([
      "id": .string(agency.id), "name": .string(agency.name), "regionCode": .string(agency.regionCode), "parent": .text(agency.parent),
      "unit": .text(agency.unit), "contact": .text(agency.contact),
    ])
  }

  private static func readAgency(_ reader: inout MemberReader) -> Agency? {
    let id = reader.string("id")
    let name = reader.string("name")
    let region = reader.string("regionCode")
    let parent = reader.string("parent", required: false)
    let unit = reader.string("unit", required: false)
    let contact = reader.string("contact", required: false)
    guard let id, let name, let region else { return nil }
    return Agency(id: id, name: name, regionCode: region, parent: parent, unit: unit, contact: contact)
  }

  /// `entry` alone where it says everything; beside it `declared` for a service that was described otherwise than by its entry.
  private static func service(_ service: Service) -> JSONValue {
    .record([
      "entry": service.entry, "position": PositionFormat.value(service.position),
      "declared": entrySaysAll(service) ? nil : ServiceEntry.value(service),
    ])
  }

  private static func entrySaysAll(_ service: Service) -> Bool {
    guard let document = try? JSONReader.read(service.entry.line, file: "entry", limits: StrictRecord.limits) else { return false }
    let reading = ServiceReader.read(document.root)
    return reading.diagnostics.isEmpty && reading.service.map(ServiceEntry.value) == ServiceEntry.value(service)
  }

  private static func readService(_ reader: inout MemberReader) -> Service? {
    let entry = reader.node("entry")
    let position = reader.object("position", PositionFormat.read)
    let declared = reader.node("declared")
    // A service that nobody registered may have no entry at all.
    guard let position, let described = declared ?? reader.required("entry") else { return nil }
    let reading = ServiceReader.read(described)
    reader.note(contentsOf: reading.diagnostics)
    guard let read = reading.service else { return nil }
    return Service(
      id: read.id, agency: read.agency, title: read.title, apiType: read.apiType, classification: read.classification, lifecycle: read.lifecycle,
      production: read.production, sandbox: read.sandbox, contract: read.contract, claimedLevel: read.claimedLevel, credential: read.credential,
      testData: read.testData, readOnlyPost: read.readOnlyPost, consent: read.consent, politeness: read.politeness,
      plainHTTPPort: read.plainHTTPPort, consumes: read.consumes, entry: entry.map(JSONValue.init) ?? .null,
      position: position)
  }
}
