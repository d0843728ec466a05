package import Documents
import Model

/// The services of a scenario as a table for people: hosts, faults, and what each is for.
package enum SandboxTable {
  package static func text(_ scenario: Scenario, in language: Language) -> String {
    var out = "\(language == .indonesian ? scenario.title.indonesian : scenario.title.english)\n"
    let width = scenario.services.map(\.service.id.utf8.count).max() ?? 0
    for service in scenario.services {
      let id = service.service.id
      let indent = String(repeating: " ", count: width + 2)
      let hosts =
        service.isReachable ? service.hosts.joined(separator: ", ") : unreachable.text(in: language, ["hosts": service.hosts.joined(separator: ", ")])
      out += "\n\(id)\(String(repeating: " ", count: width + 2 - id.utf8.count))\(hosts)\n"
      if let note = service.note { out += "\(indent)\(language == .indonesian ? note.indonesian : note.english)\n" }
      for fault in service.faults {
        let title = language == .indonesian ? fault.title.indonesian : fault.title.english
        out += indent + line.text(in: language, ["requirement": fault.requirement, "title": title, "fault": fault.id]) + "\n"
      }
    }
    return out
  }

  private static let unreachable = Wording("sandbox.unreachable", id: "{hosts} (tidak dapat dihubungi)", en: "{hosts} (cannot be reached)")
  private static let line = Wording("sandbox.fault", id: "cacat {requirement}: {title} ({fault})", en: "fault {requirement}: {title} ({fault})")
  static let wordings = [unreachable, line]
}
