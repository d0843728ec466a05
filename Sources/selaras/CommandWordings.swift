package import Documents

/// Every sentence of the command, for the program's catalogue.
package enum CommandWordings {
  package static let wordings: [Wording] =
    Speaker.wordings + StandardArguments.wordings + SubjectArguments.wordings + TestCommand.wordings + ProgressLine.wordings + Trouble.wordings
    + ExplainCommand.wordings + ReportCommand.wordings + PlanCommand.wordings + PlanTable.wordings + ProbeCommand.wordings
    + SpecsCheckCommand.wordings + RegistryCheckCommand.wordings + InitCommand.wordings + SweepCommand.wordings + SweepRun.wordings
    + SandboxCommand.wordings
}
