import Documents
import HTTPMessages
import Model

/// What is said of each fault of a message, and whether a recipient may take it: then it is advice.
enum MessageFaultWords {
  /// Nil for what only the end of a message can tell: cut off, or beyond our limits.
  static func of(_ fault: FramingFault) -> (wording: Wording, isAdvice: Bool)? {
    switch fault {
    case .bareLF: (bareLF, true)
    case .bareCR: (bareCR, false)
    case .whitespaceBeforeColon: (whitespaceBeforeColon, false)
    case .obsoleteFold: (obsoleteFold, false)
    case .invalidFieldName: (invalidFieldName, false)
    case .missingColon: (missingColon, false)
    case .controlInValue: (controlInValue, false)
    case .invalidStatusLine: (invalidStatusLine, false)
    case .unsupportedVersion: (unsupportedVersion, false)
    case .bytesBeforeStatusLine: (bytesBeforeStatusLine, false)
    case .noHead: (noHead, false)
    case .unaskedInterim: (unaskedInterim, true)
    case .unaskedSwitch: (unaskedSwitch, false)
    case .conflictingContentLength: (conflictingContentLength, false)
    case .repeatedContentLength: (repeatedContentLength, true)
    case .malformedContentLength: (malformedContentLength, false)
    case .contentLengthWithTransferEncoding: (contentLengthWithTransferEncoding, false)
    case .contentLengthOnBodyless: (contentLengthOnBodyless, false)
    case .transferEncodingOnBodyless: (transferEncodingOnBodyless, false)
    case .transferEncodingInOldVersion: (transferEncodingInOldVersion, false)
    case .unknownTransferCoding: (unknownTransferCoding, false)
    case .chunkedNotLast: (chunkedNotLast, false)
    case .chunkedTwice: (chunkedTwice, false)
    case .badChunk: (badChunk, false)
    case .forbiddenTrailer: (forbiddenTrailer, false)
    case .bytesAfterBody: (bytesAfterBody, false)
    case .secondResponse: (secondResponse, false)
    case .contentOnBodylessStatus: (contentOnBodylessStatus, false)
    case .brokenHead, .onlyInterim, .missingLastChunk, .shortBody, .oversizedChunkLine, .oversizedTrailer, .tooManyInterim: nil
    }
  }

  static let all: [Wording] = FramingFault.allCases.compactMap { of($0)?.wording } + MessageFaultWords.beside

  private static let bareLF = Wording(
    "message.bareLF",
    id: "Baris dalam jawaban {operation} berakhir dengan LF saja; akhiri setiap baris dengan CR LF (RFC 9112 §2.2).",
    en: "A line of the answer to {operation} ends in LF alone; end every line with CR LF (RFC 9112 §2.2).")
  private static let bareCR = Wording(
    "message.bareCR",
    id: "Jawaban {operation} memuat CR yang tidak diikuti LF; hapus karakter itu dari header (RFC 9112 §2.2).",
    en: "The answer to {operation} holds a CR that no LF follows; remove it from the header (RFC 9112 §2.2).")
  private static let whitespaceBeforeColon = Wording(
    "message.whitespaceBeforeColon",
    id: "Jawaban {operation} memuat spasi di antara nama header dan titik dua; hapus spasinya (RFC 9112 §5.1).",
    en: "The answer to {operation} has a blank between a field name and its colon; remove it (RFC 9112 §5.1).")
  private static let obsoleteFold = Wording(
    "message.obsoleteFold",
    id: "Jawaban {operation} melipat header ke beberapa baris; tulis setiap header dalam satu baris (RFC 9112 §5.2).",
    en: "The answer to {operation} folds a header field over several lines; write each field on one line (RFC 9112 §5.2).")
  private static let invalidFieldName = Wording(
    "message.invalidFieldName",
    id: "Jawaban {operation} memuat nama header yang tidak sah; pakai huruf, angka, dan tanda hubung (RFC 9110 §5.1).",
    en: "The answer to {operation} has an invalid field name; use letters, digits and hyphens (RFC 9110 §5.1).")
  private static let missingColon = Wording(
    "message.missingColon",
    id: "Jawaban {operation} memuat baris header tanpa titik dua; tulis “Nama: nilai” (RFC 9112 §5).",
    en: "The answer to {operation} has a header line without a colon; write “Name: value” (RFC 9112 §5).")
  private static let controlInValue = Wording(
    "message.controlInValue",
    id: "Jawaban {operation} memuat karakter kendali di dalam header; hapus atau sandikan nilainya (RFC 9110 §5.5).",
    en: "The answer to {operation} has a control character in a header field; remove it or encode the value (RFC 9110 §5.5).")
  private static let invalidStatusLine = Wording(
    "message.invalidStatusLine",
    id: "Baris status jawaban {operation} tidak sah; tulis misalnya “HTTP/1.1 200 OK”, dengan kode 100 sampai 599 (RFC 9112 §4).",
    en: "The status line of the answer to {operation} is invalid; write e.g. “HTTP/1.1 200 OK”, with a code from 100 to 599 (RFC 9112 §4).")
  private static let unsupportedVersion = Wording(
    "message.unsupportedVersion",
    id: "Jawaban {operation} menyebut versi HTTP yang tidak ada atau tidak diminta; jawab dengan HTTP/1.1 (RFC 9110 §6.2).",
    en: "The answer to {operation} names an HTTP version that does not exist or was not asked for; answer with HTTP/1.1 (RFC 9110 §6.2).")
  private static let bytesBeforeStatusLine = Wording(
    "message.bytesBeforeStatusLine",
    id: "Jawaban {operation} memuat byte lain sebelum baris status; hapus byte itu (RFC 9112 §2.1).",
    en: "The answer to {operation} has other bytes before its status line; remove them (RFC 9112 §2.1).")
  private static let noHead = Wording(
    "message.noHead",
    id: "Jawaban {operation} tidak dimulai dengan baris status HTTP; jawab dengan HTTP/1.1 (RFC 9112 §2.1).",
    en: "The answer to {operation} does not begin with an HTTP status line; answer with HTTP/1.1 (RFC 9112 §2.1).")
  private static let unaskedInterim = Wording(
    "message.unaskedInterim",
    id: "Jawaban {operation} didahului jawaban sementara (1xx) yang tidak diminta; pastikan semua pemakai dapat melewatinya (RFC 9110 §15.2).",
    en: "The answer to {operation} is preceded by an interim answer (1xx) that was not asked for; make sure that all "
      + "clients can pass over it (RFC 9110 §15.2).")
  private static let unaskedSwitch = Wording(
    "message.unaskedSwitch",
    id: "{operation} dijawab 101 padahal tidak ada pergantian protokol yang diminta; jawab dengan status akhir (RFC 9110 §7.8).",
    en: "{operation} is answered with 101 although no change of protocol was asked for; answer with a final status (RFC 9110 §7.8).")
}
