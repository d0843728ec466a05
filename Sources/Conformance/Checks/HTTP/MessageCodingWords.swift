import Documents
import Model

/// What is said of where a message ends, of its body, and of content codings.
extension MessageFaultWords {
  static func of(_ coding: ContentCoding.Result) -> (wording: Wording, isAdvice: Bool) {
    switch coding {
    case .decoded: (unaskedCoding, true)
    case .unknown, .moreThanOne: (unreadCoding, true)
    case .overLimit: (largeCoding, true)
    case .truncated: (cutCoding, false)
    case .rawDeflate: (rawDeflate, false)
    case .corrupt: (corruptCoding, false)
    case .trailingBytes: (codingSurplus, false)
    }
  }

  static let beside: [Wording] = [
    notHTTP, cutHead, cutBody, cutCoding, unaskedCoding, unreadCoding, largeCoding, rawDeflate, corruptCoding, codingSurplus,
  ]

  static let conflictingContentLength = Wording(
    "message.conflictingContentLength",
    id: "Jawaban {operation} memuat beberapa Content-Length yang berbeda; kirim satu saja, yang benar (RFC 9112 §6.3).",
    en: "The answer to {operation} has several Content-Length values that differ; send one, the right one (RFC 9112 §6.3).")
  static let repeatedContentLength = Wording(
    "message.repeatedContentLength",
    id: "Jawaban {operation} mengulang Content-Length yang sama; kirim satu kali saja (RFC 9110 §8.6).",
    en: "The answer to {operation} repeats the same Content-Length; send it once (RFC 9110 §8.6).")
  static let malformedContentLength = Wording(
    "message.malformedContentLength",
    id: "Content-Length jawaban {operation} bukan bilangan desimal; tulis jumlah byte dengan angka saja (RFC 9110 §8.6).",
    en: "The Content-Length of the answer to {operation} is no decimal number; write the count of bytes in digits only (RFC 9110 §8.6).")
  static let contentLengthWithTransferEncoding = Wording(
    "message.contentLengthWithTransferEncoding",
    id: "Jawaban {operation} memuat Content-Length dan Transfer-Encoding sekaligus; kirim salah satu saja (RFC 9112 §6.2).",
    en: "The answer to {operation} has both Content-Length and Transfer-Encoding; send only one of them (RFC 9112 §6.2).")
  static let contentLengthOnBodyless = Wording(
    "message.contentLengthOnBodyless",
    id: "Jawaban 1xx atau 204 atas {operation} memuat Content-Length; hapus header itu (RFC 9110 §8.6).",
    en: "A 1xx or 204 answer to {operation} has Content-Length; remove that field (RFC 9110 §8.6).")
  static let transferEncodingOnBodyless = Wording(
    "message.transferEncodingOnBodyless",
    id: "Jawaban 1xx atau 204 atas {operation} memuat Transfer-Encoding; hapus header itu (RFC 9112 §6.1).",
    en: "A 1xx or 204 answer to {operation} has Transfer-Encoding; remove that field (RFC 9112 §6.1).")
  static let transferEncodingInOldVersion = Wording(
    "message.transferEncodingInOldVersion",
    id: "Jawaban HTTP/1.0 atas {operation} memuat Transfer-Encoding; jawab dengan HTTP/1.1, atau hapus header itu (RFC 9112 §6.1).",
    en: "An HTTP/1.0 answer to {operation} has Transfer-Encoding; answer with HTTP/1.1, or remove that field (RFC 9112 §6.1).")
  static let unknownTransferCoding = Wording(
    "message.unknownTransferCoding",
    id: "Jawaban {operation} memakai Transfer-Encoding selain chunked, yang tidak diminta; pakai chunked atau Content-Length (RFC 9112 §6.1).",
    en: "The answer to {operation} uses a transfer coding other than chunked, unasked; use chunked or Content-Length (RFC 9112 §6.1).")
  static let chunkedNotLast = Wording(
    "message.chunkedNotLast",
    id: "Dalam Transfer-Encoding jawaban {operation}, chunked bukan yang terakhir; letakkan di akhir (RFC 9112 §6.1).",
    en: "In the Transfer-Encoding of the answer to {operation}, chunked is not the last coding; put it last (RFC 9112 §6.1).")
  static let chunkedTwice = Wording(
    "message.chunkedTwice",
    id: "Transfer-Encoding jawaban {operation} menyebut chunked lebih dari sekali; terapkan satu kali saja (RFC 9112 §6.1).",
    en: "The Transfer-Encoding of the answer to {operation} names chunked more than once; apply it only once (RFC 9112 §6.1).")
  static let badChunk = Wording(
    "message.badChunk",
    id: "Potongan (chunk) dalam jawaban {operation} rusak; tulis ukuran heksadesimal yang cocok dengan isinya (RFC 9112 §7.1).",
    en: "A chunk of the answer to {operation} is broken; write a hexadecimal size that fits its data (RFC 9112 §7.1).")
  static let forbiddenTrailer = Wording(
    "message.forbiddenTrailer",
    id: "Trailer jawaban {operation} memuat header yang harus diketahui sebelum isi; pindahkan ke kepala jawaban (RFC 9110 §6.5.1).",
    en: "The trailer of the answer to {operation} has a field that must be known before the content; move it to the head (RFC 9110 §6.5.1).")
  static let bytesAfterBody = Wording(
    "message.bytesAfterBody",
    id: "Jawaban {operation} memuat byte setelah akhir pesan; samakan Content-Length dengan isinya (RFC 9112 §6.3).",
    en: "The answer to {operation} has bytes behind the end of the message; make Content-Length fit the content (RFC 9112 §6.3).")
  static let secondResponse = Wording(
    "message.secondResponse",
    id: "Setelah jawaban {operation} ada jawaban kedua yang tidak diminta; kirim satu jawaban untuk satu permintaan (RFC 9112 §9.2).",
    en: "Behind the answer to {operation} stands a second one that was not asked for; send one answer to one request (RFC 9112 §9.2).")
  static let contentOnBodylessStatus = Wording(
    "message.contentOnBodylessStatus",
    id: "Jawaban {operation} membawa isi padahal tidak boleh (HEAD, 1xx, 204, atau 304); akhiri pesan di kepalanya (RFC 9112 §6.3).",
    en: "The answer to {operation} carries content where none may be (HEAD, 1xx, 204 or 304); end the message at its head (RFC 9112 §6.3).")
  static let notHTTP = Wording(
    "message.notHTTP",
    id: "Jawaban {operation} tidak dapat dibaca sebagai pesan HTTP/1.1 ({detail}); periksa server dan perantara yang menyusunnya (RFC 9112).",
    en: "The answer to {operation} cannot be read as an HTTP/1.1 message ({detail}); check the server and the proxies that write it (RFC 9112).")
  static let cutHead = Wording(
    "message.cutHead",
    id: "Kepala jawaban {operation} terputus sebelum selesai pada setiap percobaan; akhiri kepala dengan baris kosong (RFC 9112 §8).",
    en: "The head of the answer to {operation} breaks off on every try; end it with a blank line (RFC 9112 §8).")
  static let cutBody = Wording(
    "message.cutBody",
    id: "Jawaban {operation} berakhir sebelum panjang yang dinyatakannya pada setiap percobaan; kirim seluruh isi (RFC 9112 §8).",
    en: "The answer to {operation} ends before its declared end on every try; send the whole content (RFC 9112 §8).")
  static let cutCoding = Wording(
    "message.cutCoding",
    id: "Isi jawaban {operation} dalam {coding} berakhir sebelum selesai pada setiap percobaan; kirim seluruh isi (RFC 9110 §8.4).",
    en: "The content of the answer to {operation} in {coding} ends too early on every try; send all of it (RFC 9110 §8.4).")
  static let unaskedCoding = Wording(
    "message.unaskedCoding",
    id: "Jawaban {operation} dikirim dalam {coding} padahal diminta tanpa coding; hormati Accept-Encoding (RFC 9110 §12.5.3).",
    en: "The answer to {operation} is sent in {coding} although no coding was asked for; honour Accept-Encoding (RFC 9110 §12.5.3).")
  static let unreadCoding = Wording(
    "message.unreadCoding",
    id: "Jawaban {operation} dikirim dalam {coding}, yang tidak diminta dan tidak dibaca alat uji; hormati Accept-Encoding (RFC 9110 §12.5.3).",
    en: "The answer to {operation} is sent in {coding}, which was not asked for and is not read here; honour Accept-Encoding (RFC 9110 §12.5.3).")
  static let largeCoding = Wording(
    "message.largeCoding",
    id: "Isi jawaban {operation} dalam {coding} mengembang melebihi batas baca; bagi menjadi halaman yang lebih kecil.",
    en: "The content of the answer to {operation} in {coding} grows beyond what is read; split it into smaller pages.")
  static let rawDeflate = Wording(
    "message.rawDeflate",
    id: "Isi jawaban {operation} dinyatakan deflate tetapi tanpa pembungkus zlib; pakai gzip, atau tambahkan pembungkusnya (RFC 9110 §8.4.1.2).",
    en: "The content of the answer to {operation} is called deflate but lacks the zlib wrapper; use gzip, or add the wrapper (RFC 9110 §8.4.1.2).")
  static let corruptCoding = Wording(
    "message.corruptCoding",
    id: "Isi jawaban {operation} dinyatakan {coding} tetapi bukan itu atau rusak; samakan Content-Encoding dengan isinya (RFC 9110 §8.4).",
    en: "The content of the answer to {operation} is called {coding} but is not, or is damaged; make Content-Encoding "
      + "fit the content (RFC 9110 §8.4).")
  static let codingSurplus = Wording(
    "message.codingSurplus",
    id: "Isi jawaban {operation} dalam {coding} diikuti byte lain; akhiri isi bersama coding-nya (RFC 9110 §8.4).",
    en: "The content of the answer to {operation} in {coding} is followed by other bytes; end the content with its coding (RFC 9110 §8.4).")
}
