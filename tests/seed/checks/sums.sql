-- Totals: rules of the same shape, as lists. A row is a total, and what its parts come to.

-- name: the rules speak of lines and columns that the forms have
WITH pair (id, sheet, line, title) AS (
    SELECT id, sheet, total, '*' FROM line_sum UNION ALL SELECT id, sheet, part, '*' FROM line_sum
    UNION ALL SELECT id, sheet, '*', total FROM column_sum UNION ALL SELECT id, sheet, '*', part FROM column_sum
    UNION ALL SELECT id, sheet, line, title FROM bound UNION ALL SELECT id, in_sheet, in_line, in_title FROM bound
    UNION ALL SELECT id, sheet, line, title FROM twin UNION ALL SELECT id, in_sheet, in_line, in_title FROM twin)
SELECT * FROM pair WHERE NOT EXISTS (
    SELECT 1 FROM form WHERE form.sheet = pair.sheet AND pair.line IN ('*', form.line) AND pair.title IN ('*', form.title))
AND NOT (sheet LIKE '%*' AND EXISTS (SELECT 1 FROM form WHERE form.sheet GLOB pair.sheet AND form.title = pair.title));

-- name: a line is the sum of other lines
-- Column by column. '*': all lines above that are typed. An empty part counts as nothing.
SELECT rule.id, total.sheet, total.period, total.line, total.title, total.number, coalesce(sum(sign * part.number), 0) AS parts
FROM line_sum AS rule JOIN fact AS total ON total.sheet = rule.sheet AND total.line = rule.total
LEFT JOIN fact AS part ON part.sheet = rule.sheet AND part.period = total.period AND part.title = total.title
AND (part.line = rule.part OR (rule.part = '*' AND part.row < total.row AND part.typed))
GROUP BY rule.id, total.sheet, total.period, total.line, total.title, rule.part = '*'
HAVING abs(total.number - parts) > .011;

-- name: a column is the sum of other columns
-- Line by line, on every sheet that has the columns.
SELECT rule.id, total.sheet, total.period, total.line, total.number, sum(part.number) AS parts
FROM column_sum AS rule JOIN fact AS total ON total.sheet GLOB rule.sheet AND total.title = rule.total AND total.unit <> '%'
JOIN fact AS part ON part.sheet = total.sheet AND part.period = total.period AND part.line = total.line AND part.title = rule.part
GROUP BY rule.id, total.sheet, total.period, total.line, total.title HAVING abs(total.number - parts) > .011;

-- name: P07 the areas by use are the area of the village
SELECT period, village, uses FROM (
    SELECT period, sum(number) AS uses, count(*) AS sheets,
           (SELECT number FROM fact AS one WHERE one.sheet = 'pt-tanah-ringkasan' AND one.period = fact.period
            AND one.line = 'Luas desa/kelurahan') AS village
    FROM fact WHERE line IN ('Luas tanah sawah', 'Luas tanah kering', 'Luas tanah basah', 'Luas tanah perkebunan',
                             'Luas tanah fasilitas umum', 'Luas tanah hutan') GROUP BY period)
WHERE sheets = 6 AND abs(village - uses) > .011
UNION ALL
SELECT period, number, 0 FROM fact WHERE sheet = 'pt-tanah-ringkasan' AND line = 'Selisih luas' AND abs(number) > .011;

-- name: P16 value and balance of food crops
SELECT period, line, value.number, area.number * crop.number * price.number, balance.number FROM fact AS area
JOIN fact AS crop USING (sheet, period, line) JOIN fact AS price USING (sheet, period, line)
JOIN fact AS value USING (sheet, period, line) JOIN fact AS balance USING (sheet, period, line)
WHERE sheet = 'pt-hasil-pangan' AND area.title = 'Luas produksi' AND crop.title = 'Hasil produksi' AND price.title = 'Harga lokal'
AND value.title = 'Nilai produksi tahun ini' AND balance.title = 'Saldo produksi'
AND (abs(value.number - area.number * crop.number * price.number) > 1 OR abs(balance.number - value.number + (
    SELECT sum(cost.number) FROM fact AS cost WHERE cost.sheet = area.sheet AND cost.period = area.period
    AND cost.line = area.line
    AND cost.title IN ('Biaya pemupukan', 'Biaya bibit', 'Biaya obat', 'Biaya lainnya'))) > 1);

-- name: P16 value and balance of plantation crops
SELECT period, line, value.number, earned, balance.number FROM (
    SELECT sheet, period, line, sum(number * (title = 'Luas swasta/negara')) * sum(number * (title = 'Hasil swasta/negara'))
           * sum(number * (title = 'Harga lokal')) + sum(number * (title = 'Luas rakyat'))
           * sum(number * (title = 'Hasil rakyat'))
           * sum(number * (title = 'Harga lokal')) AS earned, sum(number * (title LIKE 'Biaya %')) AS costs
    FROM fact WHERE sheet = 'pt-hasil-kebun' GROUP BY sheet, period, line)
JOIN fact AS value USING (sheet, period, line) JOIN fact AS balance USING (sheet, period, line)
WHERE value.title = 'Nilai produksi tahun ini' AND balance.title = 'Saldo produksi'
AND (abs(value.number - earned) > 1 OR abs(balance.number - value.number + costs) > 1);

-- name: P22 density is people by square kilometre
SELECT one.period, one.number, people.number, area.number FROM fact AS one
JOIN fact AS people ON people.sheet = one.sheet AND people.period = one.period AND people.line = 'Jumlah total'
JOIN fact AS area ON area.sheet = 'pt-tanah-ringkasan' AND area.period = one.period AND area.line = 'Luas desa/kelurahan'
WHERE one.sheet = 'pt-jumlah-penduduk' AND one.line = 'Kepadatan penduduk'
AND abs(one.number - people.number * 100 / area.number) > .51;

-- name: T02 growth is the change since last year
SELECT grown.sheet, grown.period, grown.title, grown.number, now.number, before.number FROM fact AS grown
JOIN fact AS now ON now.sheet = grown.sheet AND now.period = grown.period AND now.title = grown.title
AND now.line LIKE '% tahun ini'
JOIN fact AS before ON before.sheet = grown.sheet AND before.period = grown.period AND before.title = grown.title
AND before.line LIKE '% tahun lalu'
WHERE grown.sheet IN ('tp-penduduk', 'tp-keluarga') AND grown.line = 'Persentase perkembangan'
AND abs(grown.number - (now.number - before.number) * 100.0 / before.number) > .0051;

-- name: T09 the average income is by member
SELECT mean.period, mean.number, total.number, members.number FROM fact AS mean
JOIN fact AS total ON total.sheet = mean.sheet AND total.period = mean.period AND total.line = 'Jumlah total pendapatan keluarga'
JOIN fact AS members ON members.sheet = mean.sheet AND members.period = mean.period AND members.line = 'Jumlah anggota keluarga'
WHERE mean.sheet = 'tp-pendapatan-riil' AND mean.line = 'Rata-rata pendapatan per anggota keluarga'
AND abs(mean.number - total.number / members.number) > 1;

-- name: T16 pupils by teacher
SELECT ratio.period, ratio.line, ratio.number, pupils.number, teachers.number FROM fact AS ratio
JOIN fact AS pupils USING (sheet, period, line) JOIN fact AS teachers USING (sheet, period, line)
WHERE sheet = 'tp-rasio-guru' AND ratio.title = 'Rasio siswa per guru' AND pupils.title = 'Siswa' AND teachers.title = 'Guru'
AND abs(ratio.number - pupils.number / teachers.number) > .0051;

-- name: P30 turnout in percent
SELECT share.period, share.line, share.number FROM fact AS share
JOIN fact AS may USING (sheet, period, line) JOIN fact AS did USING (sheet, period, line)
WHERE sheet = 'pt-partisipasi-politik' AND share.title = 'Persentase' AND may.title = 'Jumlah pemilih'
AND did.title = 'Jumlah memilih'
AND may.number > 0 AND abs(share.number - did.number * 100 / may.number) > .0051;
