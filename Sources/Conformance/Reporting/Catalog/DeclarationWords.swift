import Documents

/// What a contract may not declare, as a noun phrase behind "no …"; a word that is not here is shown as it is.
enum DeclarationWords {
  static func phrase(_ what: String, _ voice: Voice) -> String {
    byWord[what].map { voice($0) } ?? what
  }

  private static let byWord: [String: Wording] = Dictionary(wordings.map { (String($0.code.dropFirst("declared.".count)), $0) }) { first, _ in first }

  static let wordings = [
    Wording("declared.errorResponse", id: "jawaban galat", en: "error response"),
    Wording("declared.collection", id: "operasi daftar (koleksi)", en: "collection"),
    Wording("declared.restrictedOperation", id: "operasi yang memerlukan kredensial", en: "operation that needs a credential"),
    Wording("declared.readOperation", id: "operasi baca", en: "read operation"),
    Wording("declared.operation", id: "operasi", en: "operation"),
    Wording("declared.parameter", id: "parameter", en: "parameter"),
    Wording("declared.identifiedResource", id: "sumber daya yang dicari dengan pengenalnya", en: "resource found by its identifier"),
    Wording("declared.identifierField", id: "bidang nomor identitas", en: "identifier field"),
    Wording("declared.dateTimeField", id: "bidang tanggal atau waktu", en: "date or time field"),
    Wording("declared.nikField", id: "bidang NIK", en: "NIK field"),
    Wording("declared.contract", id: "kontrak", en: "contract"),
    Wording("declared.security", id: "skema keamanan", en: "security scheme"),
    Wording("declared.pathParameter", id: "parameter pada path", en: "path parameter"),
    Wording("declared.constrainedParameter", id: "parameter dengan batasan nilai", en: "constrained parameter"),
    Wording("declared.jsonBody", id: "jawaban berisi JSON", en: "JSON body"),
    Wording("declared.publicContract", id: "kontrak untuk umum", en: "contract for the public"),
    Wording("declared.responseSchema", id: "skema jawaban", en: "response schema"),
    Wording("declared.server", id: "alamat server", en: "server address"),
    Wording("declared.requestBody", id: "isi permintaan", en: "request body"),
    Wording("declared.http", id: "alamat http tanpa pengamanan", en: "plain http address"),
  ]
}
