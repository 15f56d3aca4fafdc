-- What the ledger says should stand there, put where it should stand: afterwards nothing may be found.

UPDATE person SET nik = json_extract(defect.truth, '$') FROM defect WHERE defect.person_id = person.id AND defect.field = 'nik';
UPDATE person SET name = json_extract(defect.truth, '$') FROM defect WHERE defect.person_id = person.id AND defect.field = 'name';
UPDATE person SET sex = json_extract(defect.truth, '$') FROM defect WHERE defect.person_id = person.id AND defect.field = 'sex';
UPDATE person SET birth_date = json_extract(defect.truth, '$') FROM defect
WHERE defect.person_id = person.id AND defect.field = 'birth_date';
UPDATE household SET head_name = json_extract(defect.truth, '$') FROM defect
WHERE defect.household_id = household.id AND defect.field = 'head_name';

-- An answer, and off the list of what is open.
UPDATE person SET answers = json_set(
    answers, '$."' || defect.field || '"', json(defect.truth),
    '$.open', (SELECT json_group_array(value) FROM json_each(person.answers, '$.open') WHERE value <> defect.field))
FROM defect WHERE defect.person_id = person.id AND defect.field GLOB '[0-9]*';
UPDATE household SET answers = json_set(
    answers, '$."' || defect.field || '"', json(defect.truth),
    '$.open', (SELECT json_group_array(value) FROM json_each(household.answers, '$.open') WHERE value <> defect.field))
FROM defect WHERE defect.household_id = household.id AND defect.person_id IS NULL AND defect.field GLOB '[0-9]*';

-- A cell; one that should be empty has no row.
DELETE FROM cell WHERE EXISTS (
    SELECT 1 FROM defect WHERE defect.sheet = cell.sheet AND defect.period = cell.period AND defect.row = cell.row
    AND defect."column" = cell."column");
INSERT INTO cell (sheet, period, row, "column", number, text)
SELECT sheet, period, row, "column", CASE WHEN json_type(truth) <> 'text' THEN json_extract(truth, '$') END,
       CASE WHEN json_type(truth) = 'text' THEN json_extract(truth, '$') END
FROM defect WHERE sheet IS NOT NULL AND json_type(truth) <> 'null';
