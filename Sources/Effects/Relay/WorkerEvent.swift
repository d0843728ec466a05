/// What a worker tells its parent, a line each: plain words, so that a torn line is seen as one.
package enum WorkerEvent: Sendable, Hashable {
  case started(SubjectKey)
  case done(SubjectKey)
  /// Our own fault while working on a subject, caught; one line.
  case fault(SubjectKey, String)
  /// The worker ended or died.
  case ended

  /// Reads a line of a worker; nil for one that is none of these.
  package init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let key = SubjectKey(parts[1]) else { return nil }
    switch (parts[0], parts.count) {
    case ("started", 2): self = .started(key)
    case ("done", 2): self = .done(key)
    case ("fault", 3): self = .fault(key, parts[2])
    default: return nil
    }
  }

  package var line: String {
    switch self {
    case .started(let key): "started \(key)"
    case .done(let key): "done \(key)"
    case .fault(let key, let text): "fault \(key) \(text.split(whereSeparator: \.isNewline).joined(separator: " "))"
    case .ended: "ended"
    }
  }
}
