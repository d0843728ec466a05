/// The two languages in which everything that a person reads is written.
package enum Language: String, Sendable, CaseIterable, Hashable {
  case indonesian = "id"
  case english = "en"
}

/// One sentence in both languages, known by a code; `{name}` stands for a parameter.
///
/// Results hold the code and the parameters, never the sentence: a stored result can be read in a third language.
package struct Wording: Sendable, Hashable {
  /// Dotted, for example `json.duplicateName`; unique over the whole program.
  package let code: String
  package let indonesian: String
  package let english: String

  package init(_ code: String, id indonesian: String, en english: String) {
    self.code = code
    self.indonesian = indonesian
    self.english = english
  }

  /// The sentence with its parameters put in. A placeholder without a value stays visible as `{name}`;
  /// values are never scanned for placeholders of their own.
  package func text(in language: Language, _ parameters: [String: String] = [:]) -> String {
    let template = Array((language == .indonesian ? indonesian : english).utf8)
    var out: [UInt8] = []
    var at = 0
    while at < template.count {
      if template[at] == UInt8(ascii: "{"), let end = template[at...].firstIndex(of: UInt8(ascii: "}")),
        let value = parameters[String(decoding: template[(at + 1)..<end], as: UTF8.self)]
      {
        out += value.utf8
        at = end + 1
      } else {
        out.append(template[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The names between braces, so that a test can compare both languages.
  package func placeholders(in language: Language) -> Set<String> {
    var names: Set<String> = []
    for part in (language == .indonesian ? indonesian : english).split(separator: "{").dropFirst() {
      if let end = part.firstIndex(of: "}") { names.insert(String(part[..<end])) }
    }
    if (language == .indonesian ? indonesian : english).first == "{" {
      // split drops the empty head: the first part is a placeholder too.
      if let part = (language == .indonesian ? indonesian : english).split(separator: "{").first, let end = part.firstIndex(of: "}") {
        names.insert(String(part[..<end]))
      }
    }
    return names
  }
}
