package import Documents

/// A schema compiled once, to validate many instances.
package struct CompiledSchema: Sendable {
  private let program: SchemaProgram

  /// - `schema`: a node inside a bigger document; `#/…` references resolve from that document's root, or from the nearest `$id`.
  /// - `others`: other documents by absolute URI, for references that leave it; nothing else is ever read.
  /// - `assertFormats`: whether `format` is judged or only a note (2020-12 validation §7.2).
  /// Throws at the place of the first keyword that is malformed, or reference that leads nowhere.
  package static func compile(
    _ schema: Node, dialect: SchemaDialect, direction: SchemaDirection, others: [String: Document], assertFormats: Bool
  ) throws(Diagnostic) -> CompiledSchema {
    var resources = SchemaResources(others: others, rules: SchemaRules(dialect: dialect, assertsFormats: assertFormats))
    let start = resources.place(of: schema)
    var compiler = SchemaCompiler(resources: resources, direction: direction)
    return CompiledSchema(program: try compiler.compile(start))
  }

  /// `budget`: evaluation steps that may be taken; counted, so that the outcome repeats.
  package func validate(_ instance: Node, budget: Int) -> SchemaResult {
    var run = SchemaRun(program: program, budget: budget)
    run.validate(instance)
    return run.result(of: instance)
  }
}
