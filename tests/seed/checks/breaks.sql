-- How to break a village so that a check must find it, by the check's name. `pick`: whom, a condition on member (derive.sql); the
-- change is made to :id or :household, every time in another household. `cell`: a sheet, a line and a column instead, and the
-- number and text that the cell gets in both years. With neither, the change is made as it stands.

-- name: D01 NIK of sixteen digits
-- pick: nik IS NOT NULL
UPDATE person SET nik = substr(nik, 2) WHERE id = :id;

-- name: D02 NIK of a subdistrict that does not exist
-- pick: nik IS NOT NULL
UPDATE person SET nik = '351001' || substr(nik, 7) WHERE id = :id;

-- name: D03 birth date in the NIK
-- pick: nik IS NOT NULL AND age > 30
UPDATE person SET birth_date = date(birth_date, '-1 day') WHERE id = :id;

-- name: D04 sex in the NIK
-- pick: nik IS NOT NULL AND relation = '4'
UPDATE person SET sex = CASE sex WHEN 'L' THEN 'P' ELSE 'L' END WHERE id = :id;

-- name: D05 serial in the NIK
-- pick: nik IS NOT NULL
UPDATE person SET nik = substr(nik, 1, 12) || '0000' WHERE id = :id;

-- name: D06 NIK only once
-- pick: nik IS NOT NULL
UPDATE person SET nik = (SELECT max(nik) FROM person) WHERE id = :id;

-- name: D13 person only once
-- pick: relation = '4' AND position > 3
UPDATE person SET (name, birth_place, birth_date, sex) = (
    SELECT name, birth_place, birth_date, sex FROM person AS other WHERE other.id = :id - 1) WHERE id = :id;

-- name: D14 birth is a day, not in the future, at most 120 years ago
-- pick: relation = '4'
UPDATE person SET birth_date = '2101-02-03' WHERE id = :id;

-- name: D15 spouses are married and of the other sex than the head
-- pick: relation = '3'
UPDATE person SET answers = json_set(answers, '$."3"', '2') WHERE id = :id;

-- name: D15 a husband is a man, a wife a woman
-- pick: relation = '3'
UPDATE person SET sex = 'L' WHERE id = :id;

-- name: fathers are men, mothers women
-- pick: relation = '7'
UPDATE person SET sex = 'L' WHERE id = :id;

-- name: D16 a child is at least fifteen years younger than the head
-- pick: relation = '4' AND age > 20
UPDATE person SET birth_date = date(birth_date, '-35 years') WHERE id = :id;

-- name: a child is at least fifteen years younger than its mother on the card
-- pick: relation = '4' AND age > 20 AND (mother, household_id) IN (SELECT name, household_id FROM member WHERE relation = '3')
UPDATE person SET birth_date = date(birth_date, '-35 years') WHERE id = :id;

-- name: a mother bears children before she is fifty-one
-- pick: relation = '3' AND (name, household_id) IN (SELECT mother, household_id FROM member WHERE relation = '4')
UPDATE person SET birth_date = date(birth_date, '-45 years') WHERE id = :id;

-- name: parents on the card are at least fifteen years older than the head
-- pick: relation IN ('6', '7')
UPDATE person SET birth_date = date(birth_date, '+40 years') WHERE id = :id;

-- name: parents-in-law on the card are at least fifteen years older than the spouse
-- pick: relation = '17'
UPDATE person SET birth_date = date(birth_date, '+40 years') WHERE id = :id;

-- name: a grandchild is at least thirty years younger than the head
-- pick: relation = '18'
UPDATE person SET birth_date = date(birth_date, '-40 years') WHERE id = :id;

-- name: D17 a head younger than seventeen was married
-- pick: relation = '1' AND marital = '2'
UPDATE person SET birth_date = (SELECT date(as_of, '-16 years') FROM village) WHERE id = :id;

-- name: D18 nobody younger than sixteen is or was married
-- pick: age BETWEEN 8 AND 14
UPDATE person SET answers = json_set(answers, '$."3"', '3') WHERE id = :id;

-- name: a child-in-law was married
-- pick: relation = '21'
UPDATE person SET answers = json_set(answers, '$."3"', '2') WHERE id = :id;

-- name: who is married has somebody to be married to
-- pick: relation = '1' AND sex = 'L' AND marital = '3'
UPDATE person SET answers = json_set(answers, '$."3"', '1') WHERE id = :id;

-- name: the father of the head's child is the head
-- pick: relation = '4' AND household_id IN (SELECT household_id FROM head WHERE sex = 'L')
UPDATE person SET answers = json_set(answers, '$."10"', 'Orang Lain') WHERE id = :id;

-- name: the mother of a woman's child is the woman who heads the household
-- pick: relation = '4' AND household_id IN (SELECT household_id FROM head WHERE sex = 'P')
UPDATE person SET answers = json_set(answers, '$."11"', 'Orang Lain') WHERE id = :id;

-- name: D19 education fits the age
-- pick: age = 13
UPDATE person SET answers = json_set(answers, '$."8"', '10') WHERE id = :id;

-- name: who is at school is of an age for it
-- pick: age > 40
UPDATE person SET answers = json_set(answers, '$."8"', '4') WHERE id = :id;

-- name: D20 occupation fits the age
-- pick: age < 4
UPDATE person SET answers = json_set(answers, '$."9"', '5') WHERE id = :id;

-- name: pupils are those who go to school
-- pick: school = '10' AND age > 30
UPDATE person SET answers = json_set(answers, '$."9"', '38') WHERE id = :id;

-- name: housewives and migrant women are women, migrant men men
-- pick: sex = 'L' AND age > 30
UPDATE person SET answers = json_set(answers, '$."9"', '39') WHERE id = :id;

-- name: D21 contraception of the married
-- pick: marital = '2' AND age > 20
UPDATE person SET answers = json_set(answers, '$."12"', '1') WHERE id = :id;

-- name: D30 one village head and one secretary
-- A second one: somebody's first office.
UPDATE person SET answers = json_set(answers, '$."16"', json('["1"]')) WHERE id = 1;

-- name: officials and councillors are grown up
-- pick: age BETWEEN 5 AND 9
UPDATE person SET answers = json_set(answers, '$."16"', json('["5"]')) WHERE id = :id;

-- name: a desa has a council, a kelurahan none
UPDATE person SET answers = json_remove(answers, '$."16"') WHERE json_extract(answers, '$."16"') = '["6"]';

-- name: D07 card number of sixteen digits of a subdistrict that does not exist
-- pick: relation = '1'
UPDATE household SET number = '351001' || substr(number, 7) WHERE id = :household;

-- name: the card was issued on a day before the training
-- pick: relation = '1'
UPDATE household SET number = substr(number, 1, 6) || '010199' || substr(number, 13) WHERE id = :household;

-- name: D08 card number only once
-- pick: relation = '1'
UPDATE household SET number = (SELECT max(number) FROM household) WHERE id = :household;

-- name: D09 one head
-- pick: relation = '3'
UPDATE person SET answers = json_set(answers, '$."2"', '1') WHERE id = :id;

-- name: D10, D11 as many members as the card says, and at least one
-- pick: relation = '1'
UPDATE household SET member_count = member_count + 1 WHERE id = :household;

-- name: lines of the card are numbered from one
-- pick: relation = '4'
UPDATE person SET position = 99 WHERE id = :id;

-- name: D12 name of the head
-- pick: relation = '1'
UPDATE household SET head_name = 'Orang Lain' WHERE id = :household;

-- name: at most one spouse of the head
-- pick: relation = '4' AND position = 3 AND sex = 'P'
UPDATE person SET answers = json_set(answers, '$."2"', '3') WHERE household_id = :household AND position IN (2, 3);

-- name: no person without a household
-- pick: relation = '4'
UPDATE person SET household_id = 999999 WHERE id = :id;

-- name: D22 pregnancy and childbirth need a woman of 12 to 55
-- pick: relation = '1' AND age > 60 AND household_id IN (SELECT id FROM home WHERE member_count = 1)
UPDATE household SET answers = json_set(answers, '$."69"', json('["788"]')) WHERE id = :household;

-- name: D23 babies, immunisation and nutrition need a child under five
-- pick: relation = '1' AND household_id IN (SELECT id FROM home WHERE member_count = 1)
UPDATE household SET answers = json_set(answers, '$."73"', json('["831"]')) WHERE id = :household;

-- name: D24 a woman heads the household exactly when question 90 says so
-- pick: relation = '1' AND sex = 'P'
UPDATE household SET answers = json_remove(answers, '$."90"') WHERE id = :household;

-- name: D25 families of widows and widowers
-- pick: relation = '1' AND marital = '1'
UPDATE household SET answers = json_set(answers, '$."90"', json('["926"]')) WHERE id = :household;

-- name: question 90 on the disabled and the old is true of a member
-- pick: relation = '1' AND age < 40 AND household_id IN (SELECT id FROM home WHERE member_count = 1)
UPDATE household SET answers = json_set(answers, '$."90"', json('["917"]')) WHERE id = :household;

-- name: D26 a row of a table is complete
-- pick: relation = '1' AND household_id IN (SELECT id FROM row_of WHERE "table" = 'ternak')
UPDATE household SET answers = json_remove(answers, '$.ternak[0]."39"') WHERE id = :household;

-- name: a row says what it is about only once
-- pick: relation = '1' AND household_id IN (SELECT id FROM row_of WHERE "table" = 'ternak')
UPDATE household SET answers = json_set(answers, '$.ternak[#]', json_extract(answers, '$.ternak[0]')) WHERE id = :household;

-- name: D28 no land, no land certificate
-- pick: relation = '1' AND household_id IN (SELECT id FROM home WHERE land = '704')
UPDATE household SET answers = json_set(answers, '$."68"', json('["768"]')) WHERE id = :household;

-- name: D29 income and expenditure
-- pick: relation = '1'
UPDATE household SET answers = json_set(answers, '$."1"', 500000, '$."2"', 1550000) WHERE id = :household;

-- name: D31 a coded answer is a code of its list
-- pick: relation = '1'
UPDATE person SET answers = json_set(answers, '$."4"', '99') WHERE id = :id;

-- name: D31 coded answers in the rows of tables
-- pick: relation = '1' AND household_id IN (SELECT id FROM row_of WHERE "table" = 'ternak')
UPDATE household SET answers = json_set(answers, '$.ternak[0]."38"', '7') WHERE id = :household;

-- name: D27 who harvests has land, or works other people's
-- pick: relation = '1' AND occupation NOT IN ('1', '2') AND household_id IN (SELECT id FROM home WHERE member_count = 1)
UPDATE household SET answers = json_set(answers, '$.pangan', json('[{"12":"7","13":0.9,"14":"966","15":4680000,"16":"491"}]'),
                                        '$.lahan', json('[]')) WHERE id = :household;

-- name: answers are asked, and what is open has no answer
-- pick: relation = '1'
UPDATE person SET answers = json_set(answers, '$.open', json('["4"]')) WHERE id = :id;

-- name: D31 a required question is answered or open
-- pick: relation = '1'
UPDATE person SET answers = json_remove(answers, '$."9"') WHERE id = :id;

-- name: numbers of answers are not negative
-- pick: relation = '1'
UPDATE household SET answers = json_set(answers, '$."1"', -5) WHERE id = :household;

-- name: as many questions are answered as the household says
-- pick: relation = '1'
UPDATE household SET filled = filled - 1 WHERE id = :household;

-- name: every RW lies in one hamlet, every RT in its RW
-- pick: relation = '1'
UPDATE household SET rt = '7' WHERE id = :household;

-- name: a household was saved before the training day, after its members were born
-- pick: relation = '1'
UPDATE household SET saved_at = '2099-01-01 01:00:00.000000' WHERE id = :household;

-- name: submissions were sent before the training day for cards of the village
UPDATE submission SET record_id = 0 WHERE reference = (SELECT min(reference) FROM submission);

-- name: P37 every cell is one of the form
INSERT INTO cell VALUES ('pt-olahraga', (SELECT max(period) FROM cell), 200, 1, 5, NULL, NULL);

-- name: P37 a cell holds a number or a word, as its column asks
-- cell: pt-olahraga | Lapangan voli | Jumlah | NULL, 'dua'

-- name: P37 a choice is one of its words
-- cell: tp-peran-etos | Banyak pekarangan tidak dimanfaatkan | Keadaan | NULL, 'Mungkin'

-- name: P37 counts are whole, areas have two decimals, percentages are 0 to 100
-- cell: pt-olahraga | Lapangan tenis | Jumlah | 1.5, NULL

-- name: a sheet is entered exactly if it has cells, and says how many
UPDATE sheet_entry SET filled = filled + 1 WHERE sheet = 'pt-peribadatan';

-- name: X12 the periods are the year of the training and the year before
UPDATE cell SET period = period - 5 WHERE sheet = 'pt-koran';

-- name: X12 last year has every sheet
DELETE FROM cell WHERE sheet = 'pt-hiburan-wisata';

-- name: X12 the month and year of the entry
-- cell: pt-identitas | Bulan pengisian | Isi | 13, NULL

-- name: a sheet was saved before the training day
UPDATE sheet_entry SET saved_at = '2099-01-01 01:00:00.000000' WHERE sheet = 'pt-pos';

-- name: a line is the sum of other lines
-- cell: pt-tanah-sawah | Luas tanah sawah | Luas | number + 1, NULL

-- name: a column is the sum of other columns
-- cell: pt-usia | 7 tahun | Jumlah | number + 1, NULL

-- name: P07 the areas by use are the area of the village
-- cell: pt-tanah-kering | Luas tanah kering | Luas | number + 2, NULL

-- name: P16 value and balance of food crops
-- cell: pt-hasil-pangan | Padi sawah | Saldo produksi | number + 5000, NULL

-- name: P16 value and balance of plantation crops
-- cell: pt-hasil-kebun | Kelapa | Nilai produksi tahun ini | number + 5000, NULL

-- name: P22 density is people by square kilometre
-- cell: pt-jumlah-penduduk | Kepadatan penduduk | Jumlah | number * 2, NULL

-- name: T02 growth is the change since last year
-- cell: tp-penduduk | Persentase perkembangan | Total | number + 1, NULL

-- name: T09 the average income is by member
-- cell: tp-pendapatan-riil | Rata-rata pendapatan per anggota keluarga | Nilai | number * 2, NULL

-- name: T16 pupils by teacher
-- cell: tp-rasio-guru | SD dan sederajat | Rasio siswa per guru | number + 1, NULL

-- name: P30 turnout in percent
-- cell: pt-partisipasi-politik | Pemilihan presiden | Persentase | number - 9, NULL

-- name: a figure is not more than another
-- cell: tp-aset-lainnya | Sepeda motor/sejenisnya | Jumlah keluarga | 99999, NULL

-- name: P09, P12 parts of the village's area
-- cell: pt-letak | Bebas banjir | Luas | number + 99999, NULL

-- name: P13 on foot takes at least as long as by motor vehicle
-- cell: pt-orbitasi | Ke ibu kota provinsi | Lama tempuh jalan kaki/non bermotor | 0.1, NULL

-- name: P15 harvests need land
-- cell: pt-hasil-pangan | Jagung | Luas produksi | 99999, NULL

-- name: P17 what is not sold is not sold in any way
-- cell: pt-pasar-ternak | Tidak dijual | Keadaan | NULL, 'Ya'
-- cell: pt-pasar-ternak | Dijual ke pasar | Keadaan | NULL, 'Ya'

-- name: P20 livestock has owners, and owners have livestock
-- cell: pt-ternak-populasi | Sapi | Jumlah pemilik | 99999, NULL

-- name: P29 at most fifteen people to a household
-- cell: pt-jumlah-penduduk | Jumlah kepala keluarga | Jumlah | 3, NULL

-- name: P33, T16 a school with pupils has teachers, and exists
-- cell: pt-pendidikan-formal | SD/sederajat | Tenaga pengajar | 0, NULL

-- name: P36 what is not there has nothing
-- cell: pt-lkd-organisasi | PKK | Keberadaan | NULL, 'Tidak ada'

-- name: P36 where there is no watch there are no guards
-- cell: pt-aman-hansip | Keberadaan hansip dan linmas | Keadaan | NULL, 'Tidak ada'
-- cell: pt-aman-hansip | Jumlah anggota hansip | Jumlah | 9, NULL

-- name: T05 parts of the labour force
-- cell: tp-pengangguran | Usia 18-56 tahun bekerja penuh | Jumlah | 99999, NULL

-- name: T07 costs are not more than what was produced
-- cell: tp-pdd-kerajinan | Total biaya antara yang dihabiskan | Nilai | number + 9e12, NULL

-- name: T10 livelihoods are those of people
-- cell: tp-mp-jasa | Jumlah | Jumlah | 99999, NULL

-- name: T17 births and deaths of those who are pregnant
-- cell: tp-ibu-hamil | Kematian ibu hamil | Jumlah | 999, NULL

-- name: T18 babies who died were born alive
-- cell: tp-bayi | Bayi mati usia 0-1 bulan | Jumlah | 999, NULL

-- name: T21 couples who practise family planning and who don't
-- cell: tp-kb | PUS yang tidak menggunakan metode KB | Jumlah | number + 1, NULL

-- name: T25 the sick who are cared for
-- cell: tp-penderita-sakit | Asma | Dirawat di rumah | 999, NULL

-- name: T26 nobody is tried for raids, conflicts or threats that did not happen
-- cell: tp-aman-penjarahan | Pelaku yang diadili atau diproses hukum | Jumlah | 99, NULL

-- name: T29 who came to a meeting
-- cell: tp-peran-musrenbang | Kehadiran masyarakat setiap musyawarah | Jumlah | 0, NULL

-- name: T30 deviations that were settled
-- cell: tp-peran-pelaksanaan | Penyimpangan yang diselesaikan secara hukum | Jumlah | 9, NULL

-- name: a figure is the same in two places
-- cell: tp-pem-inventaris | Komputer | Jumlah | number + 1, NULL

-- name: X09 registers
-- cell: tp-pem-administrasi | Buku kas umum | Keadaan | NULL, 'Tidak ada'

-- name: T03 last year is what was entered last year
INSERT OR REPLACE INTO cell SELECT sheet, period + 1, row, "column", number + 1000, text, copied_from FROM cell
WHERE sheet = 'tp-keluarga' AND period = (SELECT min(period) FROM cell AS one WHERE one.sheet = cell.sheet);

-- name: T04 a village does not grow or shrink by a tenth in a year
-- cell: tp-penduduk | Jumlah penduduk tahun lalu | Perempuan | number * 2, NULL

-- name: P35 every family has a light
-- cell: pt-energi | Listrik PLN | Jumlah | number + 1, NULL

-- name: P26, P27, T05, T15, T24 people of an age
-- cell: tp-gizi-balita | Balita | Jumlah | number + 1, NULL

-- name: X01, X02, X03, X06, T28 people of the families as the sheets of this year count them
INSERT OR REPLACE INTO cell SELECT sheet, period + 1, row, "column", number + 1000, text, copied_from FROM cell
WHERE sheet = 'pt-agama' AND period = (SELECT min(period) FROM cell AS one WHERE one.sheet = cell.sheet);

-- name: X04, X05, X07 homes of the families as the sheets of this year count them
INSERT OR REPLACE INTO cell SELECT sheet, period + 1, row, "column", number + 1000, text, copied_from FROM cell
WHERE sheet = 'tp-rumah-atap' AND period = (SELECT min(period) FROM cell AS one WHERE one.sheet = cell.sheet);

-- name: X05 the highest two levels of welfare
INSERT OR REPLACE INTO cell SELECT sheet, period + 1, row, "column", number + 1000, text, copied_from FROM cell
WHERE sheet = 'tp-kesejahteraan' AND period = (SELECT min(period) FROM cell AS one WHERE one.sheet = cell.sheet);

-- name: P31 councillors are the named ones
-- cell: pt-bpd | Jumlah anggota BPD | Jumlah | 3, NULL

-- name: P32 RT and RW are those of the addresses
-- cell: pt-lembaga-masyarakat | Rukun Warga | Jumlah lembaga | number + 1, NULL

-- name: X13 the sheets name this village
-- cell: pt-identitas | Kecamatan | Isi | NULL, 'Lain'

-- name: the village head's name is that of the member who is one
-- cell: pt-identitas | Nama kepala desa/lurah | Isi | NULL, 'Orang Lain'

-- name: the ledger says what stands there
UPDATE defect SET found = '"1"' WHERE field = 'nik';
