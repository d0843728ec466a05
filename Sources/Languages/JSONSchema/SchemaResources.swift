import Documents

/// A schema with an address of its own: the scope of anchors and of `#/…`.
struct SchemaResource {
  /// Without fragment; empty for a document that has no address.
  let uri: URIReference
  let root: Node
  let rules: SchemaRules
}

/// A node of one of the documents.
struct NodeKey: Hashable {
  let document: ObjectIdentifier
  let node: Int

  init(_ node: Node) {
    document = ObjectIdentifier(node.document)
    self.node = node.identity
  }
}

/// A schema and the resource it stands in.
struct SchemaPlace {
  let node: Node
  let resource: Int
}

/// Finds what a `$ref` names: inside its own document, or in another one that was handed to us. Documents are searched for
/// identifiers only once a reference needs it; `#/…` never does.
struct SchemaResources {
  enum Target {
    case found(SchemaPlace)
    case unresolved
    case outside
  }

  private(set) var resources: [SchemaResource] = []
  private let others: [String: Document]
  private let rules: SchemaRules
  private var byRoot: [NodeKey: Int] = [:]
  private var byURI: [URIReference: Int] = [:]
  /// Anchors by address with fragment.
  private var anchors: [URIReference: SchemaPlace] = [:]
  private var dynamicAnchors: [[UInt8]: [SchemaPlace]] = [:]
  private var isSearched = false
  private var bigObjects = BigObjects()

  init(others: [String: Document], rules: SchemaRules) {
    self.others = others
    self.rules = rules
  }

  /// The place of a schema that compilation starts from.
  mutating func place(of schema: Node) -> SchemaPlace {
    let root = enter(schema.document.root, from: nil)
    return descend(SchemaPlace(node: schema.document.root, resource: root), schema.pointer) ?? SchemaPlace(node: schema, resource: root)
  }

  /// The resource of a node whose parent stands in `outer`: its own when it has an identifier.
  mutating func enter(_ node: Node, from outer: Int?) -> Int {
    let key = NodeKey(node)
    if let known = byRoot[key] { return known }
    let rules = outer.map { resources[$0].rules } ?? rules
    let base = outer.map { resources[$0].uri } ?? URIReference("")
    guard let identifier = identifier(of: node, rules) else { return outer ?? add(node, base, rules) }
    return add(node, identifier.resolved(against: base).withoutFragment, rules)
  }

  private mutating func add(_ node: Node, _ uri: URIReference, _ rules: SchemaRules) -> Int {
    resources.append(SchemaResource(uri: uri, root: node, rules: rules.applied(to: node, others: others)))
    let index = resources.count - 1
    byRoot[NodeKey(node)] = index
    if byURI[uri] == nil { byURI[uri] = index }
    return index
  }

  /// Siblings of `$ref` do not count up to draft 7; an identifier that is only a fragment is an anchor there.
  private mutating func identifier(of node: Node, _ rules: SchemaRules) -> URIReference? {
    guard let name = rules.dialect.identifierName, node.kind == .object, let text = bigObjects.member(name, of: node)?.string else { return nil }
    if rules.dialect.ignoresSiblingsOfReference, node["$ref"] != nil { return nil }
    let reference = URIReference(text)
    return reference.isSameDocument ? nil : reference
  }

  mutating func find(_ text: String, from place: SchemaPlace) -> Target {
    let reference = URIReference(text)
    var resource = place.resource
    if !reference.isSameDocument {
      let address = reference.resolved(against: resources[resource].uri).withoutFragment
      if byURI[address] == nil { search() }
      guard let known = byURI[address] else { return .outside }
      resource = known
    }
    let start = SchemaPlace(node: resources[resource].root, resource: resource)
    guard let fragment = reference.fragment, !fragment.isEmpty else { return .found(start) }
    let fragmentText = String(decoding: fragment, as: UTF8.self)
    if fragment.first == UInt8(ascii: "/") {
      guard let pointer = JSONPointer(fragment: "#" + fragmentText), let place = descend(start, pointer) else { return .unresolved }
      return .found(place)
    }
    search()
    return anchors[resources[resource].uri.withFragment(fragment)].map(Target.found) ?? .unresolved
  }

  /// The schemas that `$dynamicAnchor` names so, one a resource.
  mutating func dynamicAnchors(_ name: [UInt8]) -> [SchemaPlace] {
    search()
    return dynamicAnchors[name] ?? []
  }

  /// A member by name, fast also where an object has very many.
  mutating func member(_ name: String, of node: Node) -> Node? { bigObjects.member(name, of: node) }

  private mutating func descend(_ start: SchemaPlace, _ pointer: JSONPointer) -> SchemaPlace? {
    var place = start
    for token in pointer.tokens {
      guard let next = bigObjects.member(token, of: place.node) else { return nil }
      place = SchemaPlace(node: next, resource: enter(next, from: place.resource))
    }
    return place
  }

  // MARK: searching

  private mutating func search() {
    guard !isSearched else { return }
    isSearched = true
    for index in resources.indices where NodeKey(resources[index].root) == NodeKey(resources[index].root.document.root) {
      search(from: SchemaPlace(node: resources[index].root, resource: index))
    }
    for (uri, document) in others.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let address = URIReference(uri).withoutFragment
      let root = document.root
      let own = identifier(of: root, rules.applied(to: root, others: others))?.resolved(against: address).withoutFragment
      let index = byRoot[NodeKey(root)] ?? add(root, own ?? address, rules)
      if byURI[address] == nil { byURI[address] = index }
      search(from: SchemaPlace(node: root, resource: index))
    }
  }

  private mutating func search(from start: SchemaPlace) {
    var walk = SchemaWalk(start, isOpenAPI: rules.dialect.isOpenAPI)
    while let (node, outer) = walk.next() {
      let place = SchemaPlace(node: node, resource: enter(node, from: outer))
      note(place)
      walk.push(place)
    }
  }

  private mutating func note(_ place: SchemaPlace) {
    let resource = resources[place.resource]
    func note(_ name: [UInt8]) {
      let address = resource.uri.withFragment(name)
      if anchors[address] == nil { anchors[address] = place }
    }
    guard resource.rules.dialect.isModern else {
      if resource.rules.dialect.ignoresSiblingsOfReference, place.node["$ref"] != nil { return }
      if let id = resource.rules.dialect.identifierName.flatMap({ place.node[$0]?.string }), let name = URIReference(id).fragment, !name.isEmpty {
        note(name)
      }
      return
    }
    if let name = place.node["$anchor"]?.string { note(Array(name.utf8)) }
    if let name = place.node["$dynamicAnchor"]?.string {
      note(Array(name.utf8))
      dynamicAnchors[Array(name.utf8), default: []].append(place)
    }
  }
}

/// Members of objects that references go through again and again, such as `components/schemas` of a big contract.
private struct BigObjects {
  private var indices: [NodeKey: [[UInt8]: Node]] = [:]
  private static let big = 32

  mutating func member(_ token: String, of node: Node) -> Node? {
    guard node.kind == .object, node.count >= Self.big else { return node.at(JSONPointer(tokens: [token])) }
    let key = NodeKey(node)
    if indices[key] == nil {
      indices[key] = Dictionary(node.members.map { (Array($0.name.utf8), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    return indices[key]?[Array(token.utf8)]
  }
}
