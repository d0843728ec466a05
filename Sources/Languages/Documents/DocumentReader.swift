/// Reads a file that may be JSON or YAML: by its name when it ends in `.json`, else by its first significant byte.
package enum DocumentReader {
  package static func read(_ bytes: [UInt8], file: String, limits: DocumentLimits) throws(Diagnostic) -> Document {
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    let isJSON = file.utf8.suffix(5).elementsEqual(".json".utf8) || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    guard isJSON else { return try YAMLReader.read(bytes, file: file, limits: limits) }
    do {
      return try JSONReader.read(bytes, file: file, limits: limits)
    } catch {
      // `{a: 1}` is YAML's flow form; a file that says .json gets no second chance.
      guard !file.utf8.suffix(5).elementsEqual(".json".utf8), let document = try? YAMLReader.read(bytes, file: file, limits: limits) else {
        throw error
      }
      return document
    }
  }
}
