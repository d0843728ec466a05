/// The words of every cause of "cannot tell" and "not applicable".
extension CauseWords {
  static let unstable = CauseWords(
    "unstable", ("jawaban berubah-ubah", "answers differ"),
    why: ("Jawaban atas permintaan yang sama berbeda antara percobaan.", "Answers to the same request differ between attempts."),
    remedy: (
      "Cari simpul atau server cadangan yang berperilaku lain, lalu uji ulang.", "Look for a node or replica that behaves differently and test again."
    ))
  static let truncated = CauseWords(
    "truncated", ("jawaban terpotong", "answer cut off"),
    why: ("Jawaban berakhir sebelum panjang yang dijanjikan.", "The answer ended before its declared length."),
    remedy: ("Periksa batas waktu dan ukuran pada penyeimbang beban.", "Check time and size limits of the load balancer."))
  static let malformed = CauseWords(
    "malformed", ("jawaban rusak", "answer malformed"),
    why: ("Jawaban melanggar aturan HTTP sehingga tidak dapat dibaca.", "The answer breaks HTTP and cannot be read."),
    remedy: ("Periksa server dan perantara yang menyusun jawaban ini.", "Check the server and the proxies that produce this answer."))
  static let bodyLimit = CauseWords(
    "bodyLimit", ("jawaban melebihi batas ukuran", "answer over the size limit"),
    why: ("Isi jawaban lebih besar daripada batas yang dibaca alat uji.", "The answer's body is larger than the tool reads."),
    remedy: ("Bagi jawaban menjadi halaman yang lebih kecil.", "Split the answer into smaller pages."))
  static let schemaBudget = CauseWords(
    "schemaBudget", ("skema terlalu rumit", "schema too complex"),
    why: ("Pemeriksaan skema melampaui batas kerja alat uji.", "Validating against the schema exceeds the tool's limit of work."),
    remedy: ("Sederhanakan skema, terutama anyOf dan oneOf yang bersarang.", "Simplify the schema, above all nested anyOf and oneOf."))
  static let patternLimit = CauseWords(
    "patternLimit", ("pola terlalu berat", "pattern too costly"),
    why: ("Pola (pattern) pada kontrak melampaui batas kerja alat uji.", "A pattern of the contract exceeds the tool's limit of work."),
    remedy: ("Sederhanakan pola tersebut; hindari pengulangan bersarang.", "Simplify that pattern; avoid nested repetition."))
  static let redacted = CauseWords(
    "redacted", ("nilai disamarkan", "value redacted"),
    why: ("Nilai yang diperlukan disamarkan demi pelindungan data pribadi.", "The value that is needed was redacted to protect personal data."),
    remedy: ("Uji dengan data sintetis, yang tidak perlu disamarkan.", "Test with synthetic data, which needs no redaction."))
  static let needsReview = CauseWords(
    "needsReview", ("perlu dinilai petugas", "needs a person"),
    why: ("Bukti sudah ada, tetapi keputusan memerlukan penilaian petugas.", "The evidence is there, but a person has to judge it."),
    remedy: ("Penilai membaca bukti dan mencatat keputusannya.", "An assessor reads the evidence and records a decision."))

  static let apiType = CauseWords(
    "apiType", ("bukan untuk jenis API ini", "not for this kind of API"),
    why: ("Persyaratan ini tidak ditujukan bagi jenis API layanan ini.", "The requirement is not made for this service's kind of API."), remedy: nil)
  static let notDeclared = CauseWords(
    "notDeclared", ("tidak ada {what}", "no {what}"),
    why: ("Kontrak atau pendaftaran tidak menyatakan adanya {what}.", "Contract and registration declare no {what}."), remedy: nil)
  static let lifecycle = CauseWords(
    "lifecycle", ("tahap layanan lain", "other stage of its life cycle"),
    why: (
      "Persyaratan ini berlaku bagi layanan pada tahap lain (misalnya sudah beroperasi).",
      "The requirement is for services at another stage (for example in production)."
    ), remedy: nil)
  static let firstSubmission = CauseWords(
    "firstSubmission", ("pengajuan pertama", "first submission"),
    why: ("Belum ada versi sebelumnya untuk dibandingkan.", "There is no earlier version to compare with."), remedy: nil)
}
