import Documents
package import Model
package import OpenAPI

extension EvidenceView {
  /// Whether the data of an operation are open to everybody; nil when nobody classified them.
  ///
  /// The registry classifies the service; `x-klasifikasi` in the contract sets one operation apart (design: rulings.md, annotations).
  package func isOpenData(_ operation: Operation) -> Bool? {
    let apart = operation.node["x-klasifikasi"]?.string.flatMap(Classification.init(rawValue:))
    return (apart ?? subject.service.classification).map { $0 == .terbuka }
  }

  /// Open data are not guarded: what answers there says nothing about access, whatever was or was not asked.
  package func sparingOpenData(_ instances: [Instance]) -> [Instance] {
    instances.map { instance in
      guard let key = instance.location.operation,
        let operation = contract?.contract?.operations.first(where: { $0.key.utf8.elementsEqual(key.utf8) }), isOpenData(operation) == true
      else { return instance }
      return Instance(outcome: .inapplicable(.notDeclared("restrictedOperation")), findings: [], location: instance.location)
    }
  }
}

extension Contract {
  package func securityScheme(_ name: String) -> SecurityScheme? { securitySchemes.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// The scheme's text even where its type is not known.
  func securitySchemeNode(_ name: String) -> Node? { document.root["components"]?["securitySchemes"]?[name] }
}

extension Operation {
  /// Names of the schemes its security asks for, in order, each once.
  package var schemeNames: [String] {
    var names: [String] = []
    for name in (security ?? []).flatMap(\.requirements).map(\.scheme) where !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      names.append(name)
    }
    return names
  }
}
