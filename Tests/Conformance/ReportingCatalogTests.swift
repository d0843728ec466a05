import Documents
import Model
import Testing

@testable import Reporting

@Suite struct ReportingCatalogTests {
  @Test func everySentenceHasBothLanguagesAndItsOwnCode() {
    let catalog = MessageCatalog(ReportingWordings.wordings)
    #expect(catalog.codes.count == Set(ReportingWordings.wordings.map(\.code)).count)
    #expect(ReportingWordings.wordings.count == catalog.codes.count, "a sentence is listed twice")
    for wording in ReportingWordings.wordings {
      #expect(!wording.indonesian.isEmpty && !wording.english.isEmpty)
      #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)")
    }
    #expect(catalog["outcome.failed"]?.indonesian == "Gagal")
    #expect(catalog["tidak.ada"] == nil)
  }

  @Test func oneCodeForTwoSentencesTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = MessageCatalog([Wording("sama", id: "satu", en: "one"), Wording("sama", id: "dua", en: "two")])
    }
  }

  @Test func everyCauseSaysWhyAndWhatToDo() {
    #expect(CauseWords.all.count == UntestedCause.allSimple.count + 6 + CantTellCause.allCases.count + 4)
    #expect(Set(CauseWords.all.map(\.name.code)).count == CauseWords.all.count)
    for cause in UntestedCause.allSimple { #expect(CauseWords.of(cause).name.code == "cause.\(cause.text)" && CauseWords.of(cause).remedy != nil) }
    for cause in CantTellCause.allCases { #expect(CauseWords.of(cause).name.code == "cause.\(cause.rawValue)" && CauseWords.of(cause).remedy != nil) }
    #expect(CauseWords.of(.passed) == nil && CauseWords.of(Outcome.failed) == nil)
  }

  @Test(arguments: [
    (Outcome.inapplicable(.notDeclared("collection")), "tidak ada operasi daftar (koleksi)", "no collection"),
    (.inapplicable(.notDeclared("anehSekali")), "tidak ada anehSekali", "no anehSekali"),
    (.untested(.prerequisite("DOC-01")), "menunggu DOC-01", "waits for DOC-01"),
    (.untested(.unreachable(.dns)), "nama host tidak ditemukan", "host name not found"),
  ])
  func causesAreNamed(_ outcome: Outcome, _ indonesian: String, _ english: String) throws {
    let words = try #require(CauseWords.of(outcome))
    for (language, text) in [(Language.indonesian, indonesian), (.english, english)] {
      let voice = Voice(language: language)
      #expect(voice(words.name, CauseWords.parameters(of: outcome, voice)) == text)
    }
  }

  @Test(arguments: [
    ("2026-11-24T02:00:00.000Z", "24 November 2026 pukul 09.00 WIB", "24 November 2026, 09:00 WIB (UTC+7)"),
    ("2026-12-31T17:30:00.000Z", "1 Januari 2027 pukul 00.30 WIB", "1 January 2027, 00:30 WIB (UTC+7)"),
    ("2027-08-05T23:59:59.999Z", "6 Agustus 2027 pukul 06.59 WIB", "6 August 2027, 06:59 WIB (UTC+7)"),
  ])
  func momentsAreWesternIndonesianTime(_ moment: String, _ indonesian: String, _ english: String) throws {
    let time = try #require(Timestamp(moment))
    #expect(Voice(language: .indonesian).moment(time) == indonesian)
    #expect(Voice(language: .english).moment(time) == english)
  }

  @Test func numbersAreWrittenAsPeopleDo() {
    let (id, en) = (Voice(language: .indonesian), Voice(language: .english))
    #expect(id.number(27_000) == "27.000" && en.number(1_234_567) == "1,234,567" && id.number(-999) == "-999" && id.number(0) == "0")
    #expect(id.percent(199, of: 200) == "99\u{A0}%" && en.percent(200, of: 200) == "100%" && en.percent(0, of: 0) == "–")
    #expect(id.share(49, of: 50) == "49 dari 50")
  }
}
