# make demo · simulasi lengkap: layanan contoh, uji, laporan    a full simulation: sample services, probes, reports
# make test · semua tes; baris terakhir adalah jumlahnya        every test; the last line is the count
# make bench · kecepatan dan memori, diukur berdampingan        speed and memory, measured side by side
#
# Skrip di .ci bekerja dari folder mana pun. The scripts in .ci work from any folder.

.DEFAULT_GOAL := help
.PHONY: help demo test bench build deps suites coverage-page clean

help:
	@echo 'make demo           simulasi dan laporannya di Reports/demo · simulation, with its reports in Reports/demo'
	@echo 'make test           bangun dan jalankan semua tes · build and run every test'
	@echo 'make bench          ukur kecepatan dan memori; angka di Reports/bench.json · measure speed and memory; figures in Reports/bench.json'
	@echo 'make build          bangun perintah selaras (release) · build the selaras command (release)'
	@echo 'make deps           periksa dan pasang paket sistem · check and install system packages'
	@echo 'make suites         hanya kumpulan tes publik · only the public test suites'
	@echo 'make coverage-page  tulis ulang Specs/Coverage.md · rewrite Specs/Coverage.md'
	@echo 'make clean          hapus hasil bangun dan Reports/demo · remove what was built and Reports/demo'

demo: build
	@.ci/demo

test: deps
	@.ci/test

bench: deps
	@.ci/bench

build: deps
	swift build -c release --product selaras --jobs 2

deps:
	@.ci/deps

suites: deps
	@.ci/suites

coverage-page: deps
	SELARAS_WRITE_COVERAGE=1 swift test --jobs 2 --disable-xctest --filter CoveragePage

clean:
	swift package clean
	rm -rf Reports/demo
