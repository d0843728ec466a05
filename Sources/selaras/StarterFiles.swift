/// The files that `selaras init` writes: small, commented in both languages, valid as they are.
enum StarterFiles {
  static func registry(agency: String, service: String, url: String, contract: String) -> String {
    """
    # Registri awal. Lengkapi, lalu: selaras registry check registri.yaml
    # A starter registry. Complete it, then: selaras registry check registri.yaml
    formatVersion: 1
    region:
      id: Nama wilayah
      en: Name of the region

    agencies:
      - id: \(agency)
        name: Nama resmi instansi
        # Kode wilayah Kemendagri · region code of the Ministry of Home Affairs
        regionCode: '00.00'
        # Unit penanggung jawab dan kotak surat resminya · the accountable unit and its official mailbox
        unit: Nama unit
        contact: unit@instansi-anda.go.id

    services:
      - id: \(service)
        agency: \(agency)
        title: Nama layanan
        # REST | OPEN | RPC | PAY | FHIR | none
        apiType: REST
        # terbuka | terbatas | pribadiUmum | pribadiSpesifik
        classification: terbatas
        # draft | testing | production | deprecated | retired
        lifecycle: production
        unit: Nama unit
        environments:
          production: { baseURL: '\(url)' }
        contract:
          path: '\(contract)'
          # Alamat kontrak yang dapat diambil siapa pun · where anybody can fetch the contract
          url: '\(url)/openapi.json'
        # 1 siap onboarding | 2 tersertifikasi | 3 unggul
        claimedLevel: 1
        # Nama variabel lingkungan, bukan nilainya · the name of the environment variable, never the value
        credential: { environmentVariable: SELARAS_TOKEN }
        # Data uji per operasi; NIK sintetis berawalan 99 · test data by operation; synthetic NIK begin with 99
        testData: {}
        # Uji negatif (P1) hanya dengan persetujuan · negative probes (P1) only with consent:
        # consent: { by: 'nama, unit', classes: [P0, P1], until: 2099-12-31 }

    """
  }

  static func github(service: String) -> String {
    """
    # Menguji layanan setiap hari kerja dan setiap kali kontrak berubah.
    # Tests the service on workdays and whenever the contract changes.
    name: selaras
    on:
      push: { paths: [registri.yaml, '**/openapi.yaml'] }
      schedule: [{ cron: '0 22 * * 0-4' }]
    permissions: { contents: read }
    jobs:
      test:
        runs-on: [self-hosted, linux]
        steps:
          - uses: actions/checkout@v4
          - run: selaras registry check registri.yaml
          - run: selaras test \(service) --registry registri.yaml --output selaras-hasil
            env: { SELARAS_TOKEN: '${{ secrets.SELARAS_TOKEN }}' }
          - if: always()
            uses: actions/upload-artifact@v4
            with: { name: selaras, path: selaras-hasil }

    """
  }

  static func gitlab(service: String) -> String {
    """
    # Sertakan dari .gitlab-ci.yml: include: { local: .gitlab-ci.selaras.yml }
    # Include it from .gitlab-ci.yml. The variable SELARAS_TOKEN is a masked CI variable.
    selaras:
      stage: test
      script:
        - selaras registry check registri.yaml
        - selaras test \(service) --registry registri.yaml --output selaras-hasil
      artifacts:
        when: always
        paths: [selaras-hasil]

    """
  }
}
