/// How much of a hostile text is read before reading stops with a diagnostic.
package struct DocumentLimits: Sendable, Hashable {
  package let bytes: Int
  /// Nested arrays and objects.
  package let depth: Int
  package let nodes: Int
  /// Nodes that YAML aliases may add by being expanded.
  package let aliasNodes: Int

  package init(bytes: Int, depth: Int, nodes: Int, aliasNodes: Int) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
    self.aliasNodes = aliasNodes
  }

  /// For contracts, dossiers and registries: 16 MiB.
  package static let contract = DocumentLimits(bytes: 16 << 20, depth: 200, nodes: 2_000_000, aliasNodes: 200_000)
  /// For bodies of answers: 8 MiB.
  package static let body = DocumentLimits(bytes: 8 << 20, depth: 200, nodes: 1_000_000, aliasNodes: 0)
}
