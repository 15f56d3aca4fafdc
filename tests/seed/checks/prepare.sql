-- Temporary copies under the names of the tables hide those of the template from everything below.
-- sql_checks.py has filled, from the files of the forms: form (a line for each cell; `typed`: not all of its line is computed),
-- form_option (the words of a choice), question and option (of the household and member form).

CREATE TEMP TABLE person AS SELECT * FROM main.person;
CREATE TEMP TABLE household AS SELECT * FROM main.household;
CREATE TEMP TABLE cell AS SELECT * FROM main.cell;
CREATE UNIQUE INDEX temp.person_id ON person (id);
CREATE UNIQUE INDEX temp.household_id ON household (id);
CREATE UNIQUE INDEX temp.cell_place ON cell (sheet, period, row, "column");
