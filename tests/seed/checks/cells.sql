-- Cells of the sheets: each stands on its form and is of its kind. A row is a cell and what stands there.

-- name: P37 every cell is one of the form
SELECT sheet, period, row, "column" FROM cell EXCEPT SELECT sheet, period, row, "column" FROM figure;

-- name: P37 a cell holds a number or a word, as its column asks
SELECT sheet, period, line, title, number, text FROM figure
WHERE (kind IN ('text', 'choice')) <> (text IS NOT NULL) OR (number IS NULL) = (text IS NULL) OR trim(text) = '';

-- name: P37 a choice is one of its words
SELECT sheet, period, line, title, text FROM figure WHERE kind = 'choice' AND NOT EXISTS (
    SELECT 1 FROM form_option WHERE form_option.sheet = figure.sheet AND form_option.row = figure.row
    AND form_option."column" = figure."column" AND form_option.word = figure.text);

-- name: P37 counts are whole, areas have two decimals, percentages are 0 to 100
SELECT sheet, period, line, title, number FROM figure
WHERE abs(number - round(number, decimals)) > 1e-6 OR (NOT computed AND number NOT BETWEEN least AND most);

-- name: a sheet is entered exactly if it has cells, and says how many
SELECT sheet, period, sheet_entry.filled, count(cell.row) FROM sheet_entry LEFT JOIN cell USING (sheet, period)
WHERE (sheet, period) NOT IN (SELECT sheet, period FROM defect WHERE sheet IS NOT NULL)
GROUP BY sheet, period HAVING sheet_entry.filled <> count(cell.row)
UNION ALL
SELECT sheet, period, 0, count(*) FROM cell WHERE (sheet, period) NOT IN (SELECT sheet, period FROM sheet_entry)
GROUP BY sheet, period;

-- name: X12 the periods are the year of the training and the year before
SELECT DISTINCT sheet, period FROM cell, day WHERE period NOT IN (year, year - 1);

-- name: X12 last year has every sheet
-- But those that ask only of what is there: the seats of a council, rivers and springs.
SELECT DISTINCT sheet FROM form, village
WHERE NOT EXISTS (SELECT 1 FROM cell, day WHERE cell.sheet = form.sheet AND period = year - 1)
AND NOT (sheet = 'pt-bpd-pendidikan' AND village.kind = 'kelurahan') AND sheet <> 'pt-air-potensi';

-- name: X12 the month and year of the entry
SELECT period, line, number FROM fact, day WHERE sheet = 'pt-identitas' AND (
    (line = 'Tahun pengisian' AND number <> period) OR (line = 'Bulan pengisian' AND number NOT BETWEEN 1 AND 12));

-- name: a sheet was saved before the training day
SELECT sheet, period, saved_at FROM sheet_entry, day WHERE date(saved_at) > day.as_of;
