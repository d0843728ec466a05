import Documents
import Model
import OpenAPI
import Reading

/// Joins a simulation, its registry, contracts and faults; whatever does not fit together is a diagnostic before anything is served.
struct ScenarioBuilder {
  private let simulation: Simulation
  private let folder: String
  private let faults: [Fault]
  private var diagnostics: [Diagnostic] = []

  /// `keepsOthers`: whether services that the simulation does not name stay in the registry (and are served, healthy).
  static func build(
    _ simulation: Simulation, registryPath: String, faults: [Fault], keepsOthers: Bool
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    var builder = ScenarioBuilder(simulation: simulation, folder: SpecsFiles.folder(of: registryPath), faults: faults)
    do {
      let file = try SpecsFiles.read(registryPath)
      let original = RegistryReader.read(file)
      guard original.registry != nil, original.diagnostics.isEmpty else { return (nil, original.diagnostics) }
      let document = try DocumentReader.read(file.bytes, file: file.path, limits: .contract)
      let scenario = builder.scenario(document, keepsOthers)
      return builder.diagnostics.isEmpty ? (scenario, []) : (nil, builder.diagnostics)
    } catch { return (nil, [error]) }
  }

  private init(simulation: Simulation, folder: String, faults: [Fault]) {
    self.simulation = simulation
    self.folder = folder
    self.faults = faults
  }

  private mutating func scenario(_ document: Document, _ keepsOthers: Bool) -> Scenario {
    let nodes = document.root["services"].map { Array($0.elements) } ?? []
    for entry in simulation.entries where !nodes.contains(where: { Self.isNamed($0, entry.service) }) {
      diagnostics.append(Diagnostic(Self.unknownService, ["service": entry.service], at: entry.position))
    }
    var rows: [OrderedJSON] = []
    var services: [SimulatedService] = []
    for node in nodes {
      let entry = simulation.entries.first { Self.isNamed(node, $0.service) }
      guard keepsOthers || entry != nil else { continue }
      let made = service(node, entry)
      rows.append(made.row)
      if let service = made.simulated { services.append(service) }
    }
    var registry = OrderedJSON(document.root)
    registry.set("services", .array(rows))
    return Scenario(title: simulation.title, services: services, registry: registry)
  }

  private static func isNamed(_ node: Node, _ id: String) -> Bool { node["id"]?.string?.utf8.elementsEqual(id.utf8) ?? false }

  /// The row as changed, and the service behind it unless it has no API.
  private mutating func service(_ node: Node, _ entry: Simulation.Entry?) -> (row: OrderedJSON, simulated: SimulatedService?) {
    let faults = chosenFaults(entry)
    var row = OrderedJSON(node)
    do {
      row = try Patch.apply(faults.flatMap(\.registry) + (entry?.registry ?? []), to: row)
      let contractPath = row["contract"]?["path"]?.text
      if let id = row["id"]?.text, contractPath != nil, var source = row["contract"] {
        source.set("path", .string("contracts/\(id).json"))
        row.set("contract", source)
      }
      let changed = try JSONReader.read(row.bytes(pretty: true), file: "registry.json", limits: .contract)
      let reading = ServiceReader.read(changed.root)
      guard let service = reading.service, reading.diagnostics.isEmpty else {
        // The changed entry stands in no file: what changed it does.
        diagnostics += reading.diagnostics.map { Diagnostic($0.wording, $0.parameters, at: entry?.position ?? node.position, pointer: $0.pointer) }
        return (row, nil)
      }
      guard service.production != nil, let contractPath else {
        if let entry { diagnostics.append(Diagnostic(Self.noAPI, ["service": entry.service], at: entry.position)) }
        return (row, nil)
      }
      return (row, try simulated(service, contractPath, entry, faults, node))
    } catch {
      diagnostics.append(error)
      return (row, nil)
    }
  }

  private mutating func chosenFaults(_ entry: Simulation.Entry?) -> [Fault] {
    var chosen: [Fault] = []
    for (id, position) in entry?.faults ?? [] {
      guard let fault = faults.first(where: { $0.id.utf8.elementsEqual(id.utf8) }) else {
        diagnostics.append(Diagnostic(Self.unknownFault, ["fault": id], at: position))
        continue
      }
      if let entry, !fault.service.utf8.elementsEqual(entry.service.utf8) {
        diagnostics.append(Diagnostic(Self.otherService, ["fault": id, "service": fault.service], at: position))
      }
      chosen.append(fault)
    }
    return chosen
  }

  private mutating func simulated(
    _ service: Service, _ contractPath: String, _ entry: Simulation.Entry?, _ faults: [Fault], _ node: Node
  ) throws(Diagnostic) -> SimulatedService? {
    let position = node["contract"]?["path"]?.position ?? node.position
    let file = try SpecsFiles.read(SpecsFiles.join(folder, contractPath), named: position)
    let document = try DocumentReader.read(file.bytes, file: file.path, limits: .contract)
    let reading = ContractReader.read(document)
    guard let contract = reading.contract, reading.diagnostics.isEmpty else {
      diagnostics += reading.diagnostics
      return nil
    }
    let served = try Patch.apply(faults.flatMap(\.contract) + (entry?.contract ?? []), to: OrderedJSON(document.root))
    let urls = [service.production?.baseURL, service.sandbox?.baseURL, service.contract?.url, Self.healthURL(service)].compactMap(\.self)
    var addresses: [SiteAddress] = []
    for url in urls {
      if let address = SiteAddress(url) {
        addresses.append(address)
      } else {
        diagnostics.append(Diagnostic(Self.badURL, ["url": url, "service": service.id], at: entry?.position ?? node.position))
      }
    }
    var maker = SiteMaker(contract: contract, service: service, behaviours: faults.flatMap(\.server))
    let site = maker.site(served: served)
    diagnostics += maker.diagnostics
    return SimulatedService(
      service: service, note: entry?.note, faults: faults, isReachable: entry?.isReachable ?? true,
      hosts: Set(addresses.map(\.host)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, contract: served, site: site,
      tls: faults.reduce(.none) { $0.joined($1.tls) })
  }

  static func healthURL(_ service: Service) -> String? {
    guard case .object(let members) = service.entry, case .string(let url)? = members["healthURL"] else { return nil }
    return url
  }

  private static let unknownService = Wording(
    "simulation.unknownService", id: "Layanan “{service}” tidak ada di registri.", en: "There is no service “{service}” in the registry.")
  private static let unknownFault = Wording(
    "simulation.unknownFault", id: "Cacat “{fault}” tidak ada di Specs/Faults.", en: "There is no fault “{fault}” in Specs/Faults.")
  private static let otherService = Wording(
    "simulation.otherService", id: "Cacat “{fault}” dibuat untuk layanan “{service}”.", en: "The fault “{fault}” is made for the service “{service}”."
  )
  private static let noAPI = Wording(
    "simulation.noAPI", id: "Layanan “{service}” tidak memiliki environments.production dan contract.path, jadi tidak dapat disimulasikan.",
    en: "The service “{service}” has no environments.production and contract.path, so it cannot be simulated.")
  private static let badURL = Wording(
    "simulation.url", id: "“{url}” pada layanan “{service}” bukan URL http atau https yang utuh.",
    en: "“{url}” of the service “{service}” is no absolute http or https URL.")
  static let wordings = [unknownService, unknownFault, otherService, noAPI, badURL]
}
