import Model

/// One subject's evidence on disk: appended and flushed as we go, so that an interrupted run is still evidence.
package enum EvidenceBundle {}
