import ArgumentParser
import Documents
import Foundation

/// In which language, and how loud, the command speaks.
struct LanguageArguments: ParsableArguments {
  @Option(name: .customLong("lang"), help: "id | en: bahasa keluaran (bawaan: dari LANG, selain itu id) · language of the output")
  var lang: Language?

  @Flag(name: .long, help: "Tanpa kabar kemajuan · no progress")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "Tanpa warna (juga NO_COLOR) · no colour")
  var noColor = false

  var language: Language {
    if let lang { return lang }
    let variables = ProcessInfo.processInfo.environment
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { variables[$0] }.first { !$0.isEmpty }
    return set?.lowercased().hasPrefix("en") ?? false ? .english : .indonesian
  }

  var speaker: Speaker {
    Speaker(language: language, isQuiet: quiet, allowsColor: !noColor && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
  }
}

extension Language: ExpressibleByArgument {}
