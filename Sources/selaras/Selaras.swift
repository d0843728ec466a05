import ArgumentParser

@main
enum Start {
  static func main() async {
    OpenFiles.claim()
    await Selaras.main()
  }
}

struct Selaras: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selaras",
    abstract: "Menguji kesesuaian layanan pemerintah dengan standar interoperabilitas · Tests government services against the standard",
    version: Tool.name,
    subcommands: [
      TestCommand.self, SweepCommand.self, PlanCommand.self, ProbeCommand.self, EvaluateCommand.self, ReportCommand.self, ExplainCommand.self,
      InitCommand.self, SpecsCommand.self, RegistryCommand.self, SandboxCommand.self, SweepWorkerCommand.self,
    ])
}
