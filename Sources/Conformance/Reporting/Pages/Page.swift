import Documents

/// One HTML file: the frame around a report's content, with the policy that forbids scripts, foreign resources and foreign style.
struct Page {
  let voice: Voice
  let title: String
  /// What kind of report this is, beside the product's name.
  let kind: String
  /// File names of this page, by language.
  let files: [Language: String]
  let runID: String
  let header: [Markup]
  let content: [Markup]

  var bytes: [UInt8] {
    var writer = MarkupWriter()
    writer.write(frame: "<!DOCTYPE html>\n<html")
    writer.write(.lang(voice.language))
    writer.write(frame: ">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
    writer.write(escaped: StyleSheet.source)
    writer.write(frame: "'; img-src data:; base-uri 'none'; form-action 'none'\">\n<meta charset=\"utf-8\">\n<title>")
    writer.write(.text(VisibleText.oneLine(title)))
    writer.write(frame: "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    writer.write(frame: "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    writer.write(frame: "<link rel=\"icon\" href=\"data:,\">\n")
    for (language, link) in otherLanguages {
      writer.write(frame: "<link rel=\"alternate\"")
      writer.write(.hreflang(language))
      writer.write(.href(link))
      writer.write(frame: ">\n")
    }
    writer.write(frame: "<style>")
    var bytes = writer.bytes + StyleSheet.text.utf8
    writer = MarkupWriter()
    writer.write(frame: "</style>\n</head>\n<body>\n")
    writer.write(.group(body))
    writer.write(frame: "</body>\n</html>\n")
    bytes += writer.bytes
    return bytes
  }

  private var otherLanguages: [(Language, PageLink)] {
    Language.allCases.filter { $0 != voice.language }.compactMap { other in files[other].flatMap(PageLink.file).map { (other, $0) } }
  }

  @MarkupBuilder private var body: [Markup] {
    tag(.a, .class("skip"), .href(.inside("content"))) { voice(Self.skip) }
    StatusIcon.sprite
    tag(.header) {
      tag(.div, .class("top")) {
        tag(.div, .class("wrap")) {
          tag(.span) {
            tag(.span, .class("name")) { "Selaras" }
            " · \(kind)"
          }
          for (language, link) in otherLanguages {
            tag(.a, .class("switch"), .href(link), .lang(language), .hreflang(language)) { Self.name(of: language) }
          }
        }
      }
      tag(.div, .class("wrap")) { header }
    }
    tag(.main, .id("content")) { tag(.div, .class("wrap")) { content } }
    tag(.footer) {
      tag(.div, .class("wrap foot")) {
        tag(.h2) { voice(Self.help) }
        tag(.p) { voice(Self.helpText) }
        legend
        tag(.p) { voice(Self.run, ["run": runID]) }
      }
    }
  }

  private var legend: Markup {
    tag(.ul, .class("legend")) {
      for word in OutcomeWords.order {
        tag(.li) {
          Piece.badge(voice(OutcomeWords.word(word)), Tone(word))
          " \(voice(OutcomeWords.meaning(word)))"
        }
      }
    }
  }

  private static func name(of language: Language) -> String {
    switch language {
    case .indonesian: "Baca dalam Bahasa Indonesia"
    case .english: "Read in English"
    }
  }

  private static let skip = Wording("page.skip", id: "Langsung ke isi", en: "Skip to content")
  private static let help = Wording("page.help", id: "Cara membaca laporan ini", en: "How to read this report")
  private static let helpText = Wording(
    "page.helpText",
    id: "Kata putusan yang menentukan; angka hanya keterangan tambahan. Setiap persyaratan mendapat salah satu dari lima hasil berikut. "
      + "Penjelasan lengkap satu persyaratan: jalankan “selaras explain” dengan nomornya.",
    en: "The word decides; the number only informs. Each requirement gets one of these five outcomes. "
      + "For everything about one requirement, run “selaras explain” with its number.")
  private static let run = Wording("page.run", id: "Nomor pemeriksaan: {run}", en: "Run: {run}")

  static let wordings = [skip, help, helpText, run]
}
