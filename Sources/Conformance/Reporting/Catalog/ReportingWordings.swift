package import Documents

/// Every sentence of this module, for the program's catalogue.
package enum ReportingWordings {
  package static let wordings: [Wording] =
    Voice.wordings + OutcomeWords.wordings + DecisionWords.wordings + StandardWords.wordings + CauseWords.wordings + DeclarationWords.wordings
    + FunnelWords.wordings + Page.wordings + pages + TerminalReport.wordings + TerminalReport.tableWordings + ExplainPage.wordings

  private static let pages: [Wording] =
    ServiceReport.wordings + ServiceHeader.wordings + Banner.wordings + ServiceVerdict.wordings + ServiceRepairs.wordings
    + ServiceDimensions.wordings + ServiceFindings.wordings + FindingPiece.wordings + SourcePiece.wordings + ServiceUntested.wordings
    + ServiceTables.wordings + ServiceRepeat.wordings + RowPieces.wordings + AgencyPage.wordings + NationalPage.wordings
}
