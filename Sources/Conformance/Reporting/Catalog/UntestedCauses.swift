/// The words of every cause of "not tested": what was missing, and who can supply it.
extension CauseWords {
  static let noConsent = CauseWords(
    "noConsent", ("belum ada izin uji", "no consent"),
    why: (
      "Pengujian ini mengirim permintaan yang sengaja salah dan memerlukan izin instansi, yang belum tercatat.",
      "This test sends requests that are wrong on purpose and needs the agency's consent, which is not on record."
    ),
    remedy: (
      "Catat izin (consent) kelas P1 pada data pendaftaran layanan, lalu uji ulang.",
      "Record consent for class P1 in the service's registration and test again."
    ))
  static let noCredential = CauseWords(
    "noCredential", ("kredensial uji tidak tersedia", "no test credential"),
    why: (
      "Layanan meminta kredensial, sedangkan kredensial uji tidak tersedia saat pemeriksaan.",
      "The service asks for a credential and no test credential was available."
    ),
    remedy: (
      "Terbitkan kredensial uji, daftarkan namanya, dan sediakan nilainya bagi penguji.",
      "Issue a test credential, register its name and make its value available to the tester."
    ))
  static let noTestData = CauseWords(
    "noTestData", ("data uji kurang", "no test data"),
    why: (
      "Permintaan tidak dapat disusun karena kontrak dan pendaftaran tidak memuat data yang diperlukan untuk menguji.",
      "The request could not be built because neither contract nor registration holds the data it needs."
    ),
    remedy: (
      "Tambahkan contoh (example) pada kontrak atau testData pada data pendaftaran; untuk TLS-01, porta HTTP (plainHTTPPort).",
      "Add examples to the contract or testData to the registration; for TLS-01, the plain HTTP port (plainHTTPPort)."
    ))
  static let noSandbox = CauseWords(
    "noSandbox", ("tidak ada lingkungan uji", "no sandbox"),
    why: (
      "Pengujian yang mengubah data hanya dilakukan di lingkungan uji, dan lingkungan itu belum didaftarkan.",
      "Tests that change data are made in a sandbox only, and none is registered."
    ),
    remedy: ("Sediakan lingkungan uji dan daftarkan alamatnya.", "Provide a sandbox and register its address."))
  static let noRegistryEntry = CauseWords(
    "noRegistryEntry", ("belum terdaftar", "not registered"),
    why: ("Layanan diuji tanpa data pendaftaran.", "The service was tested without a registration."),
    remedy: ("Daftarkan layanan ini, lalu uji ulang melalui pendaftarannya.", "Register the service and test it by its registration."))
  static let noEvidence = CauseWords(
    "noEvidence", ("tidak ada bukti", "no evidence"),
    why: ("Bukti yang diperlukan tidak terkumpul dalam pemeriksaan ini.", "The evidence that is needed was not collected in this run."),
    remedy: ("Jalankan pemeriksaan sekali lagi secara lengkap.", "Make a complete run."))
  static let dns = CauseWords(
    "unreachable.dns", ("nama host tidak ditemukan", "host name not found"),
    why: ("Nama host layanan tidak dapat diterjemahkan menjadi alamat.", "The service's host name does not resolve to an address."),
    remedy: ("Periksa nama host pada pendaftaran dan catatan DNS-nya.", "Check the host name in the registration and its DNS records."))
  static let refused = CauseWords(
    "unreachable.refused", ("sambungan ditolak", "connection refused"),
    why: ("Server menolak sambungan pada porta layanan.", "The server refused the connection on the service's port."),
    remedy: (
      "Pastikan layanan berjalan dan porta tersebut terbuka bagi penguji.", "Make sure that the service runs and the port is open to the tester."
    ))
  static let timeout = CauseWords(
    "unreachable.timeout", ("tidak ada jawaban sampai batas waktu", "no answer in time"),
    why: ("Layanan tidak menjawab sampai batas waktu.", "The service did not answer within the time limit."),
    remedy: (
      "Periksa beban server, dinding api, dan daftar alamat yang diizinkan.",
      "Check the server's load, the firewall and the list of admitted addresses."
    ))
  static let tls = CauseWords(
    "unreachable.tls", ("sambungan aman gagal", "secure connection failed"),
    why: ("Sambungan TLS dengan layanan tidak dapat dibentuk.", "No TLS connection to the service could be made."),
    remedy: (
      "Perbaiki sertifikat dan pengaturan TLS; lihat persyaratan TLS yang gagal.",
      "Repair certificate and TLS settings; see the TLS requirements that failed."
    ))
  static let reset = CauseWords(
    "unreachable.reset", ("sambungan diputus", "connection reset"),
    why: ("Sambungan diputus sebelum ada jawaban.", "The connection was cut before an answer came."),
    remedy: ("Periksa dinding api dan penyeimbang beban di depan layanan.", "Check the firewall and the load balancer in front of the service."))
  static let policy = CauseWords(
    "policy", ("ditolak aturan keamanan alat uji", "refused by the tool's safety rules"),
    why: (
      "Permintaan ini tidak boleh dikirim menurut aturan keamanan alat uji (alamat, metode, atau pengalihan).",
      "The tool's safety rules forbid this request (address, method or redirect)."
    ),
    remedy: (
      "Periksa alamat terdaftar dan tujuan pengalihan; hanya host terdaftar yang dihubungi.",
      "Check the registered address and where it redirects; only registered hosts are contacted."
    ))
  static let rateLimited = CauseWords(
    "rateLimited", ("dibatasi oleh layanan", "rate limited"),
    why: (
      "Layanan membatasi jumlah permintaan (429), sehingga pengujian tidak selesai.",
      "The service limits requests (429), so the test could not be finished."
    ),
    remedy: ("Naikkan batas bagi kredensial uji, atau uji pada jam lain.", "Raise the limit for the test credential, or test at another hour."))
  static let budget = CauseWords(
    "budget", ("jatah permintaan habis", "request budget used up"),
    why: (
      "Jatah permintaan untuk layanan ini habis sebelum pengujian selesai.",
      "The budget of requests for this service was used up before the test was done."
    ),
    remedy: (
      "Naikkan jatah permintaan pada pendaftaran (politeness), lalu uji ulang.",
      "Raise the request budget in the registration (politeness) and test again."
    ))
  static let skipped = CauseWords(
    "skipped", ("dilewati atas permintaan", "skipped on request"),
    why: ("Penguji meminta agar persyaratan ini tidak diuji.", "The tester asked to leave this requirement out."),
    remedy: ("Uji ulang tanpa pilihan --skip atau --only.", "Test again without --skip or --only."))
  static let interrupted = CauseWords(
    "interrupted", ("pemeriksaan terhenti", "run interrupted"),
    why: ("Pemeriksaan terhenti sebelum bagian ini.", "The run stopped before it came to this part."),
    remedy: ("Lanjutkan pemeriksaan; bukti yang sudah ada tetap dipakai.", "Resume the run; the evidence so far is kept."))
  static let prerequisite = CauseWords(
    "prerequisite", ("menunggu {requirement}", "waits for {requirement}"),
    why: ("Hanya dapat diuji setelah {requirement} terpenuhi.", "It can only be tested once {requirement} is met."),
    remedy: ("Penuhi {requirement} terlebih dahulu.", "Meet {requirement} first."))
  static let noOperation = CauseWords(
    "noOperation", ("tidak ada operasi yang dapat dipanggil", "no operation to call"),
    why: (
      "Tidak ada operasi baca yang aman untuk dipanggil dengan data yang tersedia.",
      "There is no read operation that is safe to call with the data at hand."
    ),
    remedy: ("Lengkapi kontrak dengan operasi baca dan contoh parameternya.", "Add read operations and example parameters to the contract."))
  static let codeListMissing = CauseWords(
    "codeListMissing", ("daftar kode tidak tersedia", "code list missing"),
    why: (
      "Daftar kode resmi untuk tanggal bukti ini tidak tersedia pada alat uji.", "The tool has no official code list for the date of this evidence."
    ),
    remedy: ("Pengelola standar perlu menambahkan daftar kode yang berlaku.", "The keeper of the standard has to add the code list in force."))
  static let tooFewSamples = CauseWords(
    "tooFewSamples", ("contoh terlalu sedikit", "too few samples"),
    why: ("Jumlah pengamatan terlalu sedikit untuk menyimpulkan.", "There are too few observations to conclude from."),
    remedy: ("Ulangi pemeriksaan pada waktu lain agar pengamatan bertambah.", "Repeat the run at other times to gather observations."))
  static let notTheService = CauseWords(
    "notTheService", ("yang menjawab bukan layanan", "something else answered"),
    why: (
      "Yang menjawab adalah halaman masuk, halaman pemeliharaan, atau dinding api, bukan layanan ini.",
      "A login page, a maintenance page or a firewall answered, not the service."
    ),
    remedy: (
      "Pastikan alamat dasar benar dan alamat penguji tidak diblokir.",
      "Make sure that the base address is right and the tester's address is not blocked."
    ))
  static let contractInvalid = CauseWords(
    "contractInvalid", ("kontrak tidak terbaca", "contract unreadable"),
    why: (
      "Kontrak OpenAPI tidak ada atau tidak dapat dibaca, sehingga tidak ada yang dapat dibandingkan dengannya.",
      "The OpenAPI contract is missing or unreadable, so nothing can be compared with it."
    ),
    remedy: ("Perbaiki kontrak terlebih dahulu; lihat temuan DOC-01.", "Repair the contract first; see the findings of DOC-01."))
  static let attestationMissing = CauseWords(
    "attestationMissing", ("dokumen bukti belum diserahkan", "document not handed in"),
    why: (
      "Persyaratan ini dinilai dari dokumen, dan dokumennya belum diserahkan.",
      "This requirement is judged on a document that has not been handed in."
    ),
    remedy: ("Serahkan dokumen yang diminta kepada penilai.", "Hand the document to the assessor."))
  static let harness = CauseWords(
    "harness", ("gangguan pada alat uji", "fault of the test tool"),
    why: ("Alat uji sendiri mengalami gangguan; layanan tidak dipersalahkan.", "The test tool itself failed; the service is not to blame."),
    remedy: ("Laporkan nomor pemeriksaan ini kepada pengelola alat uji.", "Report this run's number to the operator of the tool."))
}
