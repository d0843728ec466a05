import Documents
import HTTPMessages
import OpenAPI

/// What a contract says about one status of an operation.
enum DeclaredStatus {
  case declared(ResponseDeclaration)
  case undeclared
  /// An entry stands there, but its reference leads nowhere (DOC-01): nothing can be said.
  case unreadable
}

extension Operation {
  /// The declaration of a status: exact, range or default. A broken entry is never taken for an absent one.
  func declaration(of status: Int) -> DeclaredStatus {
    let exact = responses.first { $0.status == .exact(status) }
    if let exact { return .declared(exact) }
    if brokenResponses.contains(String(status)) { return .unreadable }
    if let range = responses.first(where: { $0.status == .range(status / 100) }) { return .declared(range) }
    if brokenResponses.contains(where: { $0.uppercased() == "\(status / 100)XX" }) { return .unreadable }
    if let rest = responses.first(where: { $0.status == .default }) { return .declared(rest) }
    return brokenResponses.contains("default") ? .unreadable : .undeclared
  }

  /// Codes of entries that could not be read.
  var brokenResponses: [String] {
    guard let entries = node["responses"], entries.kind == .object else { return [] }
    let read = Set(responses.map(\.status))
    return entries.members.map(\.name).filter { code in
      guard !code.hasPrefix("x-") else { return false }
      if code == "default" { return !read.contains(.default) }
      if let number = Int(code) { return !read.contains(.exact(number)) }
      return Int(code.prefix(1)).map { !read.contains(.range($0)) } ?? false
    }
  }
}

extension ResponseDeclaration {
  /// The declarations that fit a media type, of the most exact kind there is: the type itself, then `type/*+suffix`, `type/*`, `*/*`.
  ///
  /// Parameters choose between several declarations of one type (`application/json;v=1`, `;v=2`); where none fits, all stay.
  func declarations(for type: MediaType) -> [MediaDeclaration] {
    let suffix = type.subtype.split(separator: "+").last.map(String.init) ?? ""
    let ranges = [type.essence, "\(type.type)/*+\(suffix)", "\(type.type)/*", "*/*"]
    for range in ranges {
      let fit = media.filter { $0.essence.utf8.elementsEqual(range.utf8) }
      guard !fit.isEmpty else { continue }
      let closer = fit.filter { declaration in
        let wanted = MediaType(declaration.range)?.parameters.filter { $0.name != "charset" } ?? []
        return wanted.allSatisfy { want in type.parameters.contains { $0.name == want.name && ASCII.equalIgnoringCase($0.value, want.value) } }
      }
      return closer.isEmpty ? fit : closer
    }
    return []
  }
}

extension MediaDeclaration {
  /// The media type object itself: since OpenAPI 3.2 it may be a reference.
  func content(in contract: Contract) -> Node? { contract.resolve(node) }
}
