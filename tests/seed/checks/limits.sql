-- What cannot be more than something else: rules of the same shape, as a list. A row is a figure and its bound.

-- name: a figure is not more than another
-- '*' as a line: every typed line of the sheet, or the same line of the other; as a column: the same column.
SELECT rule.id, one.sheet, one.period, one.line, one.title, one.number, most.number AS most FROM bound AS rule
JOIN fact AS one ON one.sheet = rule.sheet AND one.line IN (rule.line, CASE rule.line WHEN '*' THEN one.line END)
AND one.title IN (rule.title, CASE rule.title WHEN '*' THEN one.title END)
JOIN fact AS most ON most.sheet = rule.in_sheet AND most.period = one.period AND most.title = rule.in_title
AND most.line = CASE rule.in_line WHEN '*' THEN one.line ELSE rule.in_line END
WHERE one.number > most.number + .011;

-- name: P09, P12 parts of the village's area
SELECT sheet, period, sum(number) AS area, village FROM (
    SELECT fact.*, (SELECT number FROM fact AS one WHERE one.sheet = 'pt-tanah-ringkasan' AND one.period = fact.period
                    AND one.line = 'Luas desa/kelurahan') AS village FROM fact)
WHERE sheet = 'pt-erosi' OR (sheet = 'pt-letak' AND line IN ('Rawan banjir', 'Bebas banjir'))
GROUP BY sheet, period HAVING area > village + .011;

-- name: P13 on foot takes at least as long as by motor vehicle
SELECT foot.period, foot.line, foot.number, motor.number FROM fact AS foot JOIN fact AS motor USING (sheet, period, line)
WHERE sheet = 'pt-orbitasi' AND foot.title = 'Lama tempuh jalan kaki/non bermotor'
AND motor.title = 'Lama tempuh kendaraan bermotor'
AND foot.number < motor.number;

-- name: P15 harvests need land
-- At most three harvests a year on the fields of the village; a plantation is harvested once.
SELECT crops.period, crops.area, land.area FROM (
    SELECT period, sum(number) AS area FROM fact WHERE sheet = 'pt-hasil-pangan' AND title = 'Luas produksi'
    GROUP BY period) AS crops
JOIN (SELECT period, sum(number) AS area, count(*) AS sheets FROM fact
      WHERE line IN ('Luas tanah sawah', 'Luas tanah kering', 'Luas tanah perkebunan', 'Luas tanah hutan')
      GROUP BY period) AS land USING (period)
WHERE sheets = 4 AND crops.area > 3 * land.area + .011
UNION ALL
SELECT crops.period, crops.area, land.area FROM (
    SELECT period, sum(number) AS area FROM fact WHERE sheet = 'pt-hasil-kebun' AND title LIKE 'Luas %' GROUP BY period) AS crops
JOIN (SELECT period, sum(number) AS area, count(*) AS sheets FROM fact
      WHERE line IN ('Luas tanah kering', 'Luas tanah perkebunan', 'Luas tanah hutan') GROUP BY period) AS land USING (period)
WHERE sheets = 3 AND crops.area > land.area + .011;

-- name: P17 what is not sold is not sold in any way
SELECT one.sheet, one.period, other.line FROM fact AS one JOIN fact AS other USING (sheet, period)
WHERE one.line = 'Tidak dijual' AND one.text = 'Ya' AND other.line <> 'Tidak dijual' AND other.text = 'Ya';

-- name: P20 livestock has owners, and owners have livestock
SELECT owners.period, owners.line, owners.number, animals.number FROM fact AS owners
JOIN fact AS animals USING (sheet, period, line)
WHERE sheet = 'pt-ternak-populasi' AND owners.title = 'Jumlah pemilik' AND animals.title = 'Perkiraan jumlah populasi'
AND animals.number < owners.number OR (sheet = 'pt-ternak-populasi' AND owners.title = 'Jumlah pemilik'
AND animals.title = 'Perkiraan jumlah populasi' AND (animals.number > 0) <> (owners.number > 0));

-- name: P29 at most fifteen people to a household
SELECT heads.period, heads.number, people.number FROM fact AS heads JOIN fact AS people USING (sheet, period)
WHERE sheet = 'pt-jumlah-penduduk' AND heads.line = 'Jumlah kepala keluarga' AND people.line = 'Jumlah total'
AND people.number > 15 * heads.number;

-- name: P33, T16 a school with pupils has teachers, and exists
SELECT pupils.sheet, period, line, pupils.number, teachers.number, schools.number FROM fact AS pupils
JOIN fact AS teachers USING (sheet, period, line) JOIN fact AS schools USING (sheet, period, line)
WHERE sheet IN ('pt-pendidikan-formal', 'pt-pendidikan-agama') AND pupils.title = 'Siswa/mahasiswa'
AND teachers.title = 'Tenaga pengajar' AND schools.title = 'Jumlah'
AND ((pupils.number > 0 AND teachers.number = 0) OR (schools.number = 0 AND pupils.number + teachers.number > 0))
UNION ALL
SELECT sheet, period, line, pupils.number, teachers.number, 0 FROM fact AS pupils
JOIN fact AS teachers USING (sheet, period, line)
WHERE sheet = 'tp-rasio-guru' AND pupils.title = 'Siswa' AND teachers.title = 'Guru' AND pupils.number > 0
AND teachers.number = 0;

-- name: P36 what is not there has nothing
SELECT one.sheet, period, line, other.title, other.number FROM fact AS one JOIN fact AS other USING (sheet, period, line)
WHERE one.title = 'Keberadaan' AND one.text = 'Tidak ada' AND other.number > 0
UNION ALL
SELECT one.sheet, period, line, other.title, other.number FROM fact AS one JOIN fact AS other USING (sheet, period, line)
WHERE sheet = 'pt-lembaga-masyarakat' AND one.title = 'Jumlah lembaga' AND one.number = 0 AND other.number > 0;

-- name: P36 where there is no watch there are no guards
SELECT one.period, other.line, other.number FROM fact AS one JOIN fact AS other USING (sheet, period)
WHERE sheet = 'pt-aman-hansip' AND one.line = 'Keberadaan hansip dan linmas' AND one.text = 'Tidak ada'
AND other.line LIKE 'Jumlah anggota%' AND other.number > 0;

-- name: T05 parts of the labour force
SELECT period, force, parts FROM (
    SELECT period, sum(number * (line LIKE 'Angkatan kerja%')) AS force, sum(number * (line LIKE 'Usia 18-56 tahun %')) AS parts
    FROM fact WHERE sheet = 'tp-pengangguran' GROUP BY period) WHERE parts > force;

-- name: T07 costs are not more than what was produced
SELECT sheet, period, line, value, costs FROM (
    SELECT sheet, period, '' AS line, sum(number * (line = 'Total nilai produksi tahun ini')) AS value,
           sum(number * (line LIKE 'Total %' AND line <> 'Total nilai produksi tahun ini')) AS costs
    FROM fact WHERE sheet LIKE 'tp-pdd-%' GROUP BY sheet, period HAVING sum(line = 'Total nilai produksi tahun ini')
    UNION ALL
    SELECT sheet, period, line, sum(number * (title IN ('Nilai produksi tahun ini', 'Nilai produksi', 'Nilai transaksi'))),
           sum(number * (title IN ('Nilai bahan baku', 'Nilai bahan penolong', 'Biaya antara', 'Biaya yang dikeluarkan',
                                   'Biaya antara lainnya', 'Biaya lainnya')))
    FROM fact WHERE sheet LIKE 'tp-pdd-%' AND title <> 'Nilai' GROUP BY sheet, period, line)
WHERE costs > value;

-- name: T10 livelihoods are those of people
SELECT period, sum(number) AS working, (
    SELECT number FROM fact AS people WHERE people.sheet = 'pt-jumlah-penduduk' AND people.period = fact.period
    AND line = 'Jumlah total') AS people
FROM fact WHERE sheet LIKE 'tp-mp-%' AND line = 'Jumlah' GROUP BY period HAVING working > people;

-- name: T17 births and deaths of those who are pregnant
SELECT period, sum(number * (line IN ('Kematian ibu hamil', 'Ibu hamil melahirkan'))) AS some,
sum(number * (line = 'Ibu hamil')) AS all_of_them
FROM fact WHERE sheet = 'tp-ibu-hamil' GROUP BY period HAVING some > all_of_them;

-- name: T18 babies who died were born alive
SELECT period, sum(number * (line LIKE 'Bayi mati usia%')) AS died, sum(number * (line = 'Bayi lahir hidup')) AS born
FROM fact WHERE sheet = 'tp-bayi' GROUP BY period HAVING died > born;

-- name: T21 couples who practise family planning and who don't
SELECT kb.period, sum(kb.number), couples.number FROM fact AS kb
JOIN fact AS couples ON couples.sheet = 'tp-pasangan-subur' AND couples.period = kb.period
AND couples.line = 'Pasangan usia subur'
WHERE kb.sheet = 'tp-kb' AND kb.line IN ('Akseptor KB', 'PUS yang tidak menggunakan metode KB')
GROUP BY kb.period HAVING sum(kb.number) <> couples.number;

-- name: T25 the sick who are cared for
SELECT period, line, sum(number * (title LIKE 'Dirawat%')) AS cared, sum(number * (title = 'Jumlah penderita')) AS sick
FROM fact WHERE sheet = 'tp-penderita-sakit' GROUP BY period, line HAVING cared > sick;

-- name: T26 nobody is tried for raids, conflicts or threats that did not happen
SELECT sheet, period, sum(number * (line LIKE 'Pelaku%' OR line LIKE 'Penyelesaian%')) AS tried,
       sum(number * (unit = 'Kasus' AND line NOT LIKE 'Pelaku%' AND line NOT LIKE 'Penyelesaian%')) AS cases
FROM fact WHERE sheet IN ('tp-aman-penjarahan', 'tp-aman-teror') GROUP BY sheet, period HAVING tried > cases;

-- name: T29 who came to a meeting
SELECT period, sum(number * (line = 'Musyawarah perencanaan pembangunan tahun ini')) AS meetings,
       sum(number * (line LIKE 'Peserta%')) AS came, sum(number * (line LIKE 'Kehadiran%')) AS attendance
FROM fact WHERE sheet = 'tp-peran-musrenbang' GROUP BY period HAVING (meetings = 0
AND came > 0) OR (came > 0) <> (attendance > 0);

-- name: T30 deviations that were settled
SELECT period, sum(number * (line LIKE 'Penyimpangan yang diselesaikan%')) AS settled,
       sum(number * (line LIKE 'Penyimpangan yang dilaporkan%')) AS reported
FROM fact WHERE sheet = 'tp-peran-pelaksanaan' GROUP BY period HAVING settled > reported;
