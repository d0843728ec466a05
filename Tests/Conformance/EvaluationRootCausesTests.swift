import Documents
@testable import Evaluation
import Model
import Testing

/// One fault that fails two requirements: the consequence names its root, and only when nothing else is wrong with it.
@Suite struct EvaluationRootCausesTests {
  private typealias E = EvaluationEvidence
  private static let html = "<!doctype html><p>Galat"

  private static func dependencies(_ rows: [E.Row], contract: String = E.contract) -> [String: [String]] {
    let standard = EvaluationSamples.standard([
      ("AUT-02", "anonymous-call-is-refused"), ("DOC-05", "success-and-error-are-declared"), ("DOC-06", "bodies-match-declared-schema"),
      ("DOC-07", "only-declared-responses-occur"), ("ERR-01", "errors-are-machine-readable"), ("HTP-04", "json-is-labelled-as-json"),
      ("SEM-03", "identifiers-are-strings"),
    ])
    let failed = Evaluator.evaluate(E.evidence(rows, contract: contract), standard).filter { $0.outcome == .failed }
    return Dictionary(uniqueKeysWithValues: failed.map { ($0.requirement, $0.dependsOn) })
  }

  @Test func aPageInsteadOfADeclaredErrorIsOneFault() {
    let rows = [E.anonymous("/penduduk", "/penduduk", .answer(401, "text/html", Self.html))]
    let found = Self.dependencies(rows)
    #expect(found["ERR-01"] == [])
    #expect(found["DOC-07"] == ["ERR-01"])
  }

  @Test func aWrongLabelIsOneFault() {
    let found = Self.dependencies([E.read("/penduduk", "/penduduk", .answer(200, "text/html", "[]"))])
    #expect(found["HTP-04"] == [])
    #expect(found["DOC-07"] == ["HTP-04"])
  }

  @Test func anUndeclaredRefusalIsTheFaultOfTheRefusal() {
    let rows = [
      E.read("/penduduk/{nik}", "/penduduk/9901010101900001", .answer(200, "application/json", "{}")),
      E.anonymous("/penduduk/{nik}", "/penduduk/9901010101900001", .redirect(302, to: "/login")),
    ]
    let found = Self.dependencies(rows)
    #expect(found["AUT-02"] == [])
    #expect(found["DOC-07"] == ["AUT-02"])
  }

  @Test func anErrorOfAnOperationThatNamesNoErrorIsTheContractsFault() {
    let rows = [
      E.read("/penduduk", "/penduduk", .answer(200, "application/json", "[]")),
      E.read("/kartu/{nomor}", "/kartu/12", .answer(404, "application/json", #"{"kode":"x","pesan":"y"}"#)),
    ]
    let found = Self.dependencies(rows)
    #expect(found["DOC-05"] == [])
    #expect(found["DOC-07"] == ["DOC-05"])
  }

  @Test func oneFindingOfItsOwnMakesItARepairOfItsOwn() {
    let rows = [
      E.anonymous("/penduduk", "/penduduk", .answer(401, "text/html", Self.html)),
      E.read("/kartu/{nomor}", "/kartu/12", .answer(206, "application/json", "{}")),
    ]
    #expect(Self.dependencies(rows)["DOC-07"] == [])
  }

  @Test func oneBadValueOfAListIsOneFault() {
    let contract = """
      openapi: 3.1.0
      info: { title: Layanan Contoh, version: 1.0.0 }
      paths:
        /penduduk:
          get:
            operationId: listPenduduk
            responses:
              '200':
                description: Berhasil
                content:
                  application/json:
                    schema: { type: array, items: { type: object, properties: { nik: { type: string, x-id-tipe: nik } } } }
              '400': { description: Salah }
      """
    let rows = [E.read("/penduduk", "/penduduk", .answer(200, "application/json", #"[{"nik":9901010101900001},{"nik":9901010101900002}]"#))]
    let found = Self.dependencies(rows, contract: contract)
    #expect(found["SEM-03"] == [])
    #expect(found["DOC-06"] == ["SEM-03"])
    let worse = [E.read("/penduduk", "/penduduk", .answer(200, "application/json", #"[{"nik":9901010101900001},5]"#))]
    #expect(Self.dependencies(worse, contract: contract)["DOC-06"] == [])
  }

  /// A consequence is repaired with its root, so nothing may be its own root in the end.
  @Test func theTableHasNoCircle() {
    func reach(_ id: String, _ seen: Set<String>) -> Bool {
      RootCauses.edges.filter { $0.consequence == id }.allSatisfy { !seen.contains($0.root) && reach($0.root, seen.union([$0.root])) }
    }
    for edge in RootCauses.edges { #expect(reach(edge.consequence, [edge.consequence])) }
  }
}
