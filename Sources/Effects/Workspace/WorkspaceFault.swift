package import Documents

/// Why a file of ours could not be read, written or believed: at least one sentence that says what, why and what to do.
package struct WorkspaceFault: Error, Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The place does not take the file: no permission, no space, no such folder (exit code 73).
    case cannotWrite
    /// Reading or writing failed half-way (exit code 74).
    case inputOutput
    /// A file is not there, or is not a file that may be read (exit code 65).
    case unreadable
    /// A file was read, and is not what it says (exit code 65).
    case damaged
    /// Another process is at work in the same folder (exit code 73).
    case busy
  }
  package let kind: Kind
  package let diagnostics: [Diagnostic]

  package init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a fault without a sentence helps nobody")
    self.kind = kind
    self.diagnostics = diagnostics
  }

  init(_ kind: Kind, _ wording: Wording, _ parameters: [String: String]) {
    self.init(kind, [Diagnostic(wording, parameters, at: nil)])
  }

  /// One line for each sentence, as compilers write them.
  package func lines(in language: Language) -> [String] { diagnostics.map { $0.line(in: language) } }
}

/// Every sentence of this module, for the program's catalogue.
package enum WorkspaceWordings {
  package static let wordings: [Wording] =
    SystemFault.wordings + OpenFile.wordings + FolderLock.wordings + SpecsFolder.wordings + RegistryFolder.wordings + ReportFolder.wordings
    + RunFolder.wordings + StrictRecord.wordings + BundleReader.wordings + EvidenceBundle.wordings
}
