package import Documents
package import Model
import Reading

/// What a sandbox serves: a registry with its changes, and each service with its contract, faults and answers made beforehand.
package struct Scenario: Sendable {
  package let title: Bilingual
  /// Services that have an API, in the registry's order.
  package let services: [SimulatedService]
  /// With every change; contract paths lead to `contracts/ID.json` beside it.
  let registry: OrderedJSON

  /// Reads `Specs/Registry/karawang-simulation.yaml` or the like, its registry, contracts, and all seeded faults.
  package static func read(simulation path: String, faultsFolder: String) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let faults = self.faults(in: faultsFolder)
    do {
      let reading = SimulationReader.read(try SpecsFiles.read(path))
      guard let simulation = reading.simulation, faults.diagnostics.isEmpty else { return (nil, reading.diagnostics + faults.diagnostics) }
      let registry = SpecsFiles.join(SpecsFiles.folder(of: path), simulation.registry)
      return ScenarioBuilder.build(simulation, registryPath: registry, faults: faults.faults, keepsOthers: true)
    } catch {
      return (nil, [error] + faults.diagnostics)
    }
  }

  /// One service of the sample registry (`specs`: the folder `Specs`) with these faults, as tests want it.
  package static func single(
    service: String, faults ids: [String], isReachable: Bool = true, registry changes: [PatchOperation] = [], specs: String
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let place = SourcePosition(file: service, line: 1, column: 1)
    var faults: [Fault] = []
    var diagnostics: [Diagnostic] = []
    for id in ids {
      do {
        let reading = FaultReader.read(try SpecsFiles.read(SpecsFiles.join(specs, "Faults/\(id).yaml")))
        diagnostics += reading.diagnostics
        if let fault = reading.fault { faults.append(fault) }
      } catch { diagnostics.append(error) }
    }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    let entry = Simulation.Entry(
      service: service, note: nil, faults: ids.map { ($0, place) }, registry: changes, contract: [], isReachable: isReachable, position: place)
    let simulation = Simulation(registry: "", title: Bilingual(id: "Layanan \(service)", en: "Service \(service)"), entries: [entry])
    return ScenarioBuilder.build(simulation, registryPath: SpecsFiles.join(specs, "Registry/karawang.yaml"), faults: faults, keepsOthers: false)
  }

  /// Every seeded fault of a folder, by name.
  package static func faults(in folder: String) -> (faults: [Fault], diagnostics: [Diagnostic]) {
    var faults: [Fault] = []
    var diagnostics: [Diagnostic] = []
    do {
      for path in try SpecsFiles.yamlFiles(in: folder) {
        let reading = FaultReader.read(try SpecsFiles.read(path))
        diagnostics += reading.diagnostics
        if let fault = reading.fault { faults.append(fault) }
      }
    } catch { diagnostics.append(error) }
    return (faults, diagnostics)
  }
}

/// One service as it is simulated.
package struct SimulatedService: Sendable {
  /// As registered, changes included.
  package let service: Service
  package let note: Bilingual?
  package let faults: [Fault]
  package let isReachable: Bool
  /// Host names of its environments, its contract and its health address; sorted.
  package let hosts: [String]
  /// As registered and served, changes included.
  let contract: OrderedJSON
  let site: Site
  let tls: TLSFault
}
