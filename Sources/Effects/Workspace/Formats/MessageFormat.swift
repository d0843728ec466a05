import Documents
import HTTPMessages
import Model
import Reading

/// What a message's bytes showed: `message` of an exchange, absent in evidence from before HTP-18.
enum MessageFormat {
  static func value(_ message: MessageFacts) -> JSONValue {
    .record([
      "faults": .texts(message.faults.map(\.rawValue)), "whole": .bool(message.isWhole),
      "coding": message.coding.map { .object(["name": .string($0.name), "result": .string($0.result.rawValue)]) },
    ])
  }

  static func read(_ reader: inout MemberReader) -> MessageFacts? {
    var faults: [FramingFault] = []
    for element in reader.array("faults") {
      if let fault = element.string.flatMap(FramingFault.init(rawValue:)) {
        faults.append(fault)
      } else {
        reader.wrong(element, "faults", expected: FramingFault.allCases.map(\.rawValue).joined(separator: " | "))
      }
    }
    let isWhole = reader.requiredBoolean("whole")
    let coding = reader.object("coding", required: false) { inner -> ContentCoding? in
      let name = inner.string("name")
      let result = inner.word("result", ContentCoding.Result.self)
      guard let name, let result else { return nil }
      return ContentCoding(name: name, result: result)
    }
    guard let isWhole else { return nil }
    return MessageFacts(faults: faults, isWhole: isWhole, coding: coding)
  }
}
