import Documents

/// Finds schemas that lead back to themselves on the same value. Through `$ref` and `allOf` alone, or through `not` and `if`, that
/// has no meaning and is refused. Through `anyOf` or `oneOf` contracts do it (a parent lists its children, each of which extends the
/// parent): there, meeting the schema again counts as kept.
enum SchemaLoops {
  private struct Edge {
    let target: Int
    /// Followed whatever the value is.
    let isCertain: Bool
    let isNegative: Bool
  }

  /// The blocks, those that can be met again marked.
  static func marked(
    _ blocks: [SchemaBlock], _ instructions: [Instruction], _ branches: [Int], _ tables: SchemaTables
  ) throws(Diagnostic) -> [SchemaBlock] {
    var graph = blocks.map { block in block.instructions.flatMap { edges(instructions[$0], branches, tables, anchors: blocks.count) } }
    // One vertex for each dynamic name: many references to many anchors would be too many edges.
    graph += tables.dynamicAnchors.map { $0.values.sorted().map { Edge(target: $0, isCertain: false, isNegative: false) } }
    let certain = components(graph.map { $0.filter(\.isCertain).map(\.target) })
    for (index, list) in graph.prefix(blocks.count).enumerated() {
      if list.contains(where: { $0.isCertain && certain[$0.target] == certain[index] }) { throw loop(blocks[index].node) }
    }
    let all = components(graph.map { $0.map(\.target) })
    var marked = blocks
    for (index, list) in graph.prefix(blocks.count).enumerated() {
      for edge in list where all[edge.target] == all[index] {
        if edge.isNegative { throw loop(blocks[index].node) }
        marked[index].mayReenter = true
      }
    }
    return marked
  }

  private static func loop(_ node: Node) -> Diagnostic {
    let place = node["$ref"] ?? node
    return Diagnostic(SchemaDiagnostics.referenceLoop, at: place.position, pointer: place.pointer)
  }

  /// The schemas that look at the same value; the vertices of dynamic names start at `anchors`.
  private static func edges(_ instruction: Instruction, _ branches: [Int], _ tables: SchemaTables, anchors: Int) -> [Edge] {
    func edge(_ target: Int, isCertain: Bool = false, isNegative: Bool = false) -> Edge {
      Edge(target: target, isCertain: isCertain, isNegative: isNegative)
    }
    switch instruction {
    case .reference(let target): return [edge(target, isCertain: true)]
    case .dynamicReference(let rule): return [edge(tables.dynamics[rule].fallback), edge(anchors + tables.dynamics[rule].name)]
    case .allOf(let range): return branches[range].map { edge($0, isCertain: true) }
    case .anyOf(let range), .oneOf(let range): return branches[range].map { edge($0) }
    case .not(let target): return [edge(target, isNegative: true)]
    case .conditional(let rule):
      let rule = tables.conditionals[rule]
      return [edge(rule.condition, isNegative: true)] + [rule.then, rule.otherwise].compactMap(\.self).map { edge($0) }
    case .dependentSchemas(let list): return tables.dependencies[list].map { edge($0.schema) }
    case .refuseAll, .type, .choice, .number, .text, .array, .object, .unevaluatedItems, .unevaluatedProperties: return []
    }
  }

  /// Tarjan's strongly connected components, without recursion: each vertex's component. A vertex of its own has its own number.
  private static func components(_ graph: [[Int]]) -> [Int] {
    var order = [Int](repeating: -1, count: graph.count)
    var low = [Int](repeating: 0, count: graph.count)
    var component = [Int](repeating: -1, count: graph.count)
    var open: [Int] = []
    var next = 0
    for root in graph.indices where order[root] < 0 {
      var path = [(vertex: root, edge: 0)]
      while let (vertex, edge) = path.last {
        if edge == 0 {
          order[vertex] = next
          low[vertex] = next
          next += 1
          open.append(vertex)
        }
        if edge < graph[vertex].count {
          path[path.count - 1].edge += 1
          let target = graph[vertex][edge]
          if order[target] < 0 {
            path.append((target, 0))
          } else if component[target] < 0 {
            low[vertex] = min(low[vertex], order[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[parent.vertex] = min(low[parent.vertex], low[vertex]) }
        guard low[vertex] == order[vertex] else { continue }
        while let member = open.popLast() {
          component[member] = vertex
          if member == vertex { break }
        }
      }
    }
    return component
  }
}
