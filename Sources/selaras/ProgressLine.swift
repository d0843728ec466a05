import Documents
import Foundation
import Reporting
import Synchronization

/// Count, rate and estimate: a line that rewrites itself on a terminal, a plain line now and then elsewhere.
final class ProgressLine: Sendable {
  private struct State {
    var shown = Date.distantPast
    var started: (date: Date, done: Int)?
    var isOpen = false
  }
  private let speaker: Speaker
  private let isTerminal: Bool
  private let state = Mutex(State())

  init(speaker: Speaker) {
    self.speaker = speaker
    isTerminal = isatty(2) == 1
  }

  func show(_ done: Int, of total: Int) {
    guard !speaker.isQuiet, total > 0 else { return }
    state.withLock { state in
      let now = Date()
      let start = state.started ?? (now, done)
      state.started = start
      let pause = isTerminal ? 0.1 : 10
      guard done == total || now.timeIntervalSince(state.shown) >= pause else { return }
      state.shown = now
      let line = text(done, total, since: start, now)
      if isTerminal {
        StandardStream.errors.write("\r\u{1B}[K\(line)")
        state.isOpen = true
      } else {
        StandardStream.errors.write("\(line)\n")
      }
    }
  }

  /// Leaves the line as it is and goes to the next one.
  func end() {
    state.withLock { state in
      if state.isOpen { StandardStream.errors.write("\n") }
      state.isOpen = false
    }
  }

  private func text(_ done: Int, _ total: Int, since start: (date: Date, done: Int), _ now: Date) -> String {
    let seconds = now.timeIntervalSince(start.date)
    let fresh = done - start.done
    guard seconds > 0.5, fresh > 0 else {
      return speaker.voice(Self.plain, ["done": speaker.voice.number(done), "total": speaker.voice.number(total)])
    }
    let rate = Double(fresh) / seconds
    let left = Int((Double(total - done) / rate).rounded(.up))
    let tenths = Int((rate * 10).rounded())
    let separator = speaker.language == .indonesian ? "," : "."
    return speaker.voice(
      Self.rated,
      [
        "done": speaker.voice.number(done), "total": speaker.voice.number(total), "rate": "\(tenths / 10)\(separator)\(tenths % 10)",
        "left": speaker.voice.number(left),
      ])
  }

  private static let plain = Wording("progress.plain", id: "{done} dari {total}", en: "{done} of {total}")
  private static let rated = Wording(
    "progress.rated", id: "{done} dari {total} · {rate} per detik · sisa sekitar {left} detik",
    en: "{done} of {total} · {rate} a second · about {left} seconds left")
  static let wordings = [plain, rated]
}
