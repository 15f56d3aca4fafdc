-- What two forms say of the same thing, and what both say of the families. A row is a figure and what it should be.

-- name: a figure is the same in two places
-- '*': every line, or every column, that both have.
SELECT rule.id, one.sheet, one.period, one.line, one.title, coalesce(one.number, one.text), other.sheet, coalesce(other.number,
other.text)
FROM twin AS rule JOIN fact AS one ON one.sheet = rule.sheet
JOIN fact AS other ON other.sheet = rule.in_sheet AND other.period = one.period
AND CASE rule.line WHEN '*' THEN other.line = one.line ELSE one.line = rule.line AND other.line = rule.in_line END
AND CASE rule.title WHEN '*' THEN other.title = one.title ELSE one.title = rule.title AND other.title = rule.in_title END
WHERE abs(one.number - other.number) > .011 OR one.text <> other.text;

-- name: X09 registers
SELECT one.period, one.line, one.text, filled.text, other.text FROM fact AS one JOIN fact AS filled USING (sheet, period, line)
JOIN fact AS other ON other.sheet = replace(replace(one.sheet, 'tp-pem-administrasi', 'pt-administrasi-desa'), 'tp-pem-bpd',
'pt-bpd')
AND other.period = one.period AND other.line = one.line
WHERE one.sheet IN ('tp-pem-administrasi', 'tp-pem-bpd-administrasi') AND one.title = 'Keadaan' AND filled.title = 'Pengisian'
AND other.text <> CASE WHEN one.text = 'Tidak ada' THEN 'Tidak ada' WHEN filled.text = 'Terisi' THEN 'Ada dan terisi'
    ELSE 'Ada dan tidak terisi' END;

-- name: T03 last year is what was entered last year
SELECT now.sheet, now.title, now.number, before.number FROM fact AS now, day JOIN fact AS before
ON before.sheet = now.sheet AND before.title = now.title AND before.line = replace(now.line, 'tahun lalu', 'tahun ini')
WHERE now.sheet IN ('tp-penduduk', 'tp-keluarga') AND now.line LIKE '% tahun lalu' AND now.period = year
AND before.period = year - 1
AND now.number <> before.number;

-- name: T04 a village does not grow or shrink by a tenth in a year
SELECT now.sheet, now.period, now.title, now.number, before.number FROM fact AS now
JOIN fact AS before USING (sheet, period, title)
WHERE now.sheet IN ('tp-penduduk', 'tp-keluarga') AND now.line LIKE '% tahun ini' AND before.line LIKE '% tahun lalu'
AND abs(now.number - before.number) > before.number / 10;

-- name: P35 every family has a light
SELECT light.period, sum(light.number), families.number FROM fact AS light
JOIN fact AS families ON families.sheet = 'pt-jumlah-penduduk' AND families.period = light.period
AND families.line = 'Jumlah kepala keluarga'
WHERE light.sheet = 'pt-energi' GROUP BY light.period HAVING sum(light.number) <> families.number;

-- name: P26, P27, T05, T15, T24 people of an age
-- From the rows of pt-usia of the same year. `kind`: the figure is '=' or '<' at most what is counted by age.
WITH age AS (
    SELECT period, title, number, CASE WHEN line = '0-12 bulan' THEN 0 ELSE CAST(line AS INTEGER) END AS years
    FROM fact WHERE sheet = 'pt-usia' AND (line = '0-12 bulan' OR CAST(line AS INTEGER) > 0)),
rule (sheet, line, kind, youngest, oldest) AS (VALUES
    ('pt-pendidikan', 'Usia 3-6 tahun belum masuk TK', '<', 3, 6), ('pt-pendidikan', 'Usia 3-6 tahun sedang TK/play group',
    '<', 3, 6),
    ('pt-pendidikan', 'Usia 7-18 tahun tidak pernah sekolah', '<', 7, 18), ('pt-pendidikan', 'Usia 7-18 tahun sedang sekolah',
    '<', 7, 18),
    ('pt-pendidikan', 'Usia 18-56 tahun tidak pernah sekolah', '<', 18, 56),
    ('pt-pendidikan', 'Usia 18-56 tahun pernah SD tetapi tidak tamat', '<', 18, 56),
    ('pt-pendidikan', 'Usia 12-56 tahun tidak tamat SLTP', '<', 12, 56), ('pt-pendidikan', 'Usia 18-56 tahun tidak tamat SLTA',
    '<', 18, 56),
    ('pt-tenaga-kerja', 'Penduduk usia 0-6 tahun', '=', 0, 6), ('pt-tenaga-kerja', 'Penduduk usia 18-56 tahun (a+b)', '=', 18,
    56),
    ('pt-tenaga-kerja', 'Penduduk usia 7-18 tahun yang masih sekolah', '<', 7, 18),
    ('tp-pengangguran', 'Angkatan kerja (penduduk usia 18-56 tahun)', '=', 18, 56),
    ('tp-wajib-belajar', 'Penduduk usia 7-15 tahun', '=', 7, 15), ('tp-gizi-balita', 'Balita', '=', 0, 4))
SELECT rule.sheet, one.period, rule.line, one.title, one.number, sum(age.number) AS counted FROM rule
JOIN fact AS one ON one.sheet = rule.sheet AND one.line = rule.line
JOIN age ON age.period = one.period AND age.title = one.title AND age.years BETWEEN youngest AND oldest
GROUP BY rule.sheet, rule.line, one.period, one.title
HAVING one.number > counted OR (rule.kind = '=' AND one.number <> counted);

-- name: X01, X02, X03, X06, T28 people of the families as the sheets of this year count them
WITH faith (line, code) AS (VALUES
    ('Islam', '1'), ('Kristen', '2'), ('Katholik', '3'), ('Hindu', '4'), ('Budha', '5'), ('Konghucu', '6'),
    ('Kepercayaan kepada Tuhan YME', '7')),
school (line, code) AS (VALUES
    ('Tamat SD/sederajat', '5'), ('Tamat SMP/sederajat', '8'), ('Tamat SMA/sederajat', '10'), ('Tamat D-1/sederajat', '12'),
    ('Tamat D-2/sederajat', '14'), ('Tamat D-3/sederajat', '30'), ('Tamat S-2/sederajat', '20'), ('Tamat S-3/sederajat', '22')),
work (line, code) AS (VALUES
    ('Petani', '1'), ('Buruh tani', '2'), ('Nelayan', '10'), ('TNI', '16'), ('POLRI', '17'),
    ('Perangkat desa', '41'), ('Ibu rumah tangga', '39'), ('Pelajar', '38')),
sex (letter, title, word, voters) AS (VALUES
    ('L', 'Laki-laki', 'Jumlah laki-laki', 'Pria punya hak pilih'),
    ('P', 'Perempuan', 'Jumlah perempuan', 'Wanita punya hak pilih')),
counted (sheet, line, title, number) AS (
    SELECT 'pt-jumlah-penduduk', word, 'Jumlah', (SELECT count(*) FROM member WHERE sex = letter) FROM sex
    UNION ALL SELECT 'tp-penduduk', 'Jumlah penduduk tahun ini', title, (SELECT count(*) FROM member WHERE sex = letter) FROM sex
    UNION ALL SELECT 'pt-jumlah-penduduk', 'Jumlah kepala keluarga', 'Jumlah', count(*) FROM household
    UNION ALL SELECT 'tp-keluarga', 'Jumlah kepala keluarga tahun ini', 'KK ' || lower(title), (SELECT count(*)
    FROM head WHERE sex = letter)
              FROM sex
    UNION ALL SELECT 'pt-partisipasi-politik', 'Pemilihan legislatif', voters, (
                  SELECT count(*) FROM member WHERE member.sex = letter AND (age >= 17 OR marital <> '2')) FROM sex
    UNION ALL SELECT 'pt-usia', form.line, form.title, (
                  SELECT count(*) FROM member WHERE member.sex = letter
                  AND age = CASE WHEN form.line = '0-12 bulan' THEN 0 ELSE CAST(form.line AS INTEGER) END)
              FROM form JOIN sex USING (title)
              WHERE form.sheet = 'pt-usia' AND (form.line = '0-12 bulan' OR form.line GLOB '[1-9]* tahun')
    UNION ALL SELECT 'pt-agama', line, title, (SELECT count(*) FROM member WHERE member.sex = letter AND faith = code)
    FROM faith, sex
    UNION ALL SELECT 'pt-mata-pencaharian', line, title, (
                  SELECT count(*) FROM member WHERE member.sex = letter AND occupation = code) FROM work, sex
    UNION ALL SELECT 'pt-kewarganegaraan', 'Warga Negara Indonesia', title, (
                  SELECT count(*) FROM member WHERE member.sex = letter AND nation = '1') FROM sex
    UNION ALL SELECT 'pt-pendidikan', line, title, (SELECT count(*) FROM member WHERE member.sex = letter
    AND school = code) FROM school, sex)
SELECT counted.sheet, counted.line, counted.title, fact.number, counted.number FROM counted, day
JOIN fact USING (sheet, line, title) WHERE fact.period = year AND fact.number <> counted.number;

-- name: X04, X05, X07 homes of the families as the sheets of this year count them
WITH welfare (line, code) AS (VALUES
    ('Keluarga prasejahtera', '0'), ('Keluarga sejahtera 1', '1'), ('Keluarga sejahtera 2', '2')),
house (sheet, line, question, code) AS (VALUES
    ('tp-rumah-dinding', 'Tembok', '65', '735'), ('tp-rumah-dinding', 'Kayu', '65', '736'), ('tp-rumah-dinding', 'Bambu', '65',
    '737'),
    ('tp-rumah-dinding', 'Tanah liat', '65', '738'), ('tp-rumah-lantai', 'Keramik', '66', '741'), ('tp-rumah-lantai', 'Semen',
    '66', '742'),
    ('tp-rumah-lantai', 'Kayu', '66', '743'), ('tp-rumah-lantai', 'Tanah', '66', '744'), ('tp-rumah-atap', 'Genteng', '67',
    '745'),
    ('tp-rumah-atap', 'Seng', '67', '746'), ('tp-rumah-atap', 'Asbes', '67', '747')),
counted (sheet, line, number) AS (
    SELECT 'tp-kesejahteraan', line, (SELECT count(*) FROM home WHERE grade = code) FROM welfare
    UNION ALL SELECT sheet, line, (SELECT count(*) FROM answer WHERE form = 'ddk_household' AND answer.question = house.question
                                   AND value = code) FROM house
    UNION ALL SELECT 'tp-aman-kesos', 'Perempuan kepala keluarga', (SELECT count(*) FROM head WHERE sex = 'P')
    UNION ALL SELECT 'tp-aman-kesos', 'Janda', (SELECT count(*) FROM member WHERE sex = 'P' AND marital = '3')
    UNION ALL SELECT 'tp-aman-kesos', 'Duda', (SELECT count(*) FROM member WHERE sex = 'L' AND marital = '3'))
SELECT counted.sheet, counted.line, fact.number, counted.number FROM counted, day
JOIN fact USING (sheet, line) WHERE fact.period = year AND fact.number <> counted.number;

-- name: X05 the highest two levels of welfare
SELECT fact.period, sum(number), (SELECT count(*) FROM home WHERE grade = '3') FROM fact, day
WHERE sheet = 'tp-kesejahteraan' AND line IN ('Keluarga sejahtera 3', 'Keluarga sejahtera 3 plus') AND period = year
GROUP BY fact.period HAVING sum(number) <> (SELECT count(*) FROM home WHERE grade = '3');

-- name: P31 councillors are the named ones
SELECT fact.period, number, (
    SELECT count(*) FROM fact AS seat WHERE seat.sheet = 'pt-bpd-pendidikan' AND seat.period = fact.period
    AND seat.title = 'Nama') AS named
FROM fact WHERE sheet = 'pt-bpd' AND line = 'Jumlah anggota BPD' AND number <> named
AND (fact.period, 'pt-bpd-pendidikan') IN (SELECT period, sheet FROM entered)
UNION ALL SELECT period, number, 0 FROM fact
WHERE sheet = 'pt-bpd' AND line = 'Jumlah anggota BPD' AND number <> 0 AND (number % 2 = 0 OR number NOT BETWEEN 5 AND 9);

-- name: P32 RT and RW are those of the addresses
SELECT period, line, number, units FROM (
    SELECT fact.*, CASE line WHEN 'Rukun Warga' THEN (SELECT count(DISTINCT rw) FROM household)
                   ELSE (SELECT count(DISTINCT rw || rt) FROM household) END AS units FROM fact
    WHERE sheet = 'pt-lembaga-masyarakat' AND line IN ('Rukun Warga', 'Rukun Tetangga') AND title = 'Jumlah lembaga')
WHERE number <> units;

-- name: X13 the sheets name this village
SELECT period, line, text FROM fact, village WHERE sheet = 'pt-identitas' AND (
    (line = 'Kode wilayah' AND text NOT IN (code, replace(code, '.', ''))) OR (line = 'Nama desa/kelurahan' AND text <> name)
    OR (line = 'Kecamatan' AND text <> district));

-- name: the village head's name is that of the member who is one
SELECT period, text, name FROM fact, (
    SELECT member.name FROM tick JOIN member ON member.id = tick.id WHERE tick.form = 'ddk_member' AND question = '16'
    AND code = '1')
WHERE sheet = 'pt-identitas' AND line = 'Nama kepala desa/lurah' AND text <> name;

-- name: the ledger says what stands there
SELECT defect.id, field, found, CASE field WHEN 'nik' THEN nik WHEN 'birth_date' THEN birth_date WHEN 'sex' THEN sex END AS stands
FROM defect JOIN main.person ON person.id = person_id WHERE field IN ('nik', 'birth_date', 'sex')
AND nullif(json_extract(found, '$'), '[]') IS NOT stands
UNION ALL
SELECT defect.id, field, found, json_extract(answers, '$."' || field || '"') AS stands FROM defect
JOIN main.person ON person.id = person_id WHERE field GLOB '[0-9]*' AND nullif(json_extract(found, '$'), '[]') IS NOT stands
UNION ALL
SELECT defect.id, field, found, json_extract(answers, '$."' || field || '"') AS stands FROM defect
JOIN main.household ON household.id = household_id WHERE person_id IS NULL AND field GLOB '[0-9]*'
AND nullif(json_extract(found, '$'), '[]') IS NOT stands
UNION ALL
SELECT defect.id, defect.sheet, found, coalesce(cell.number, cell.text) AS stands FROM defect
JOIN main.cell USING (sheet, period, row, "column")
WHERE nullif(json_extract(found, '$'), '[]') IS NOT stands;
