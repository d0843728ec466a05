/// What Package.swift declares, read as text: SwiftPM lets an undeclared import of a sibling build, so the declaration is compared as well.
enum PackageText {
  /// Target names and what they depend on, packages' products included, lists such as `languages` written out.
  static func dependencies(_ text: String) -> [String: Set<String>] {
    var lists: [String: Set<String>] = [:]
    for match in text.matches(of: /let (\w+): \[Target\.Dependency\] = \[([^\]]*)\]/) {
      lists[String(match.1)] = strings(String(match.2))
    }
    var found: [String: Set<String>] = [:]
    for match in text.matches(of: /module\("\w+", "(\w+)"/) {
      let call = upToClosingBracket(text[match.range.upperBound...])
      found[String(match.1)] = names(call, lists)
    }
    if let command = text.firstMatch(of: /executableTarget\(\s*name: "(\w+)",/) {
      let call = upToClosingBracket(text[command.range.upperBound...])
      let dependencies = call.firstMatch(of: /dependencies: ([\s\S]*?),\s*path:/).map { String($0.1) } ?? ""
      found[String(command.1)] = names(dependencies, lists)
    }
    return found
  }

  private static func names(_ text: String, _ lists: [String: Set<String>]) -> Set<String> {
    let products = text.matches(of: /\.product\(name: "(\w+)", package: "[^"]*"\)/)
    let rest = text.replacing(/\.product\([^)]*\)/, with: "")
    let listed = rest.replacing(/"\w+"/, with: "").matches(of: /\w+/).compactMap { lists[String($0.output)] }
    return listed.reduce(Set(products.map { String($0.1) }).union(strings(rest))) { $0.union($1) }
  }

  private static func strings(_ text: String) -> Set<String> { Set(text.matches(of: /"(\w+)"/).map { String($0.1) }) }

  private static func upToClosingBracket(_ text: Substring) -> String {
    var depth = 0
    return String(
      text.prefix { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return depth >= 0
      })
  }
}
