-- What the checks ask of: members and homes with their answers, ticks, rows of tables, and figures with the words of their form.

CREATE TEMP TABLE day AS SELECT as_of, CAST(strftime('%Y', as_of) AS INTEGER) AS year FROM village;

-- `age` in completed years; somebody born on 29 February is a year older from 1 March on.
CREATE TEMP TABLE member AS
SELECT id, household_id, position, nik, name, sex, birth_place, birth_date,
       strftime('%Y', as_of) - strftime('%Y', birth_date) - (strftime('%m%d', as_of) < strftime('%m%d', birth_date)) AS age,
       json_extract(answers, '$."2"') AS relation, json_extract(answers, '$."3"') AS marital,
       json_extract(answers, '$."4"') AS faith, json_extract(answers, '$."6"') AS nation,
       json_extract(answers, '$."8"') AS school, json_extract(answers, '$."9"') AS occupation,
       json_extract(answers, '$."10"') AS father, json_extract(answers, '$."11"') AS mother,
       json_extract(answers, '$."12"') AS contraception
FROM person, day;
CREATE INDEX temp.member_of ON member (household_id, relation);
CREATE INDEX temp.member_age ON member (age, sex);

CREATE TEMP TABLE head AS SELECT * FROM member WHERE relation = '1';
CREATE INDEX temp.head_of ON head (household_id);

CREATE TEMP TABLE answer AS
SELECT 'ddk_member' AS form, person.id, person.household_id, each.key AS question, each.value, each.type
FROM person, json_each(person.answers) AS each
UNION ALL
SELECT 'ddk_household', household.id, household.id, each.key, each.value, each.type
FROM household, json_each(household.answers) AS each;
CREATE UNIQUE INDEX temp.answer_place ON answer (id, question, form);
CREATE INDEX temp.answer_question ON answer (form, question);

CREATE TEMP TABLE home AS
SELECT household.id, number, head_name, member_count, filled, json_extract(answers, '$."1"') AS income,
       json_extract(answers, '$."2"') AS spent, json_extract(answers, '$."4"') AS grade, json_extract(answers, '$."62"') AS land
FROM household;

-- Questions that may be answered with several codes; what is open; rows of tables.
CREATE TEMP TABLE tick AS
SELECT answer.form, answer.id, household_id, question, each.value AS code
FROM answer, json_each(answer.value) AS each WHERE answer.type = 'array' AND question <> 'open' AND each.type = 'text';
CREATE INDEX temp.tick_place ON tick (form, question, code, id);
CREATE TEMP TABLE unanswered AS
SELECT answer.form, answer.id, each.value AS question
FROM answer, json_each(answer.value) AS each WHERE answer.question = 'open';
CREATE INDEX temp.unanswered_place ON unanswered (form, id, question);
CREATE TEMP TABLE row_of AS
SELECT answer.id, question AS "table", each.key AS nth, each.value
FROM answer, json_each(answer.value) AS each WHERE answer.type = 'array' AND each.type = 'object';
CREATE INDEX temp.row_place ON row_of (id, "table");

-- CROSS JOIN: cells first, then their place on the form by its key; the other way round takes ten times as long.
CREATE TEMP TABLE figure AS
SELECT cell.sheet, cell.period, cell.row, form.line, cell."column", form.title, form.unit, form.kind, form.typed,
       form.computed, form.decimals, form.least, form.most, cell.number, cell.text
FROM cell CROSS JOIN form USING (sheet, row, "column");

-- A sheet that was entered to its end: its last line is the last one of the year in which it has most.
CREATE TEMP TABLE entered AS
WITH reach AS (SELECT sheet, period, max(row) AS last FROM cell GROUP BY sheet, period)
SELECT sheet, period FROM reach AS one WHERE last = (SELECT max(last) FROM reach WHERE reach.sheet = one.sheet);
CREATE TEMP TABLE fact AS SELECT * FROM figure WHERE (sheet, period) IN (SELECT sheet, period FROM entered);
CREATE INDEX temp.fact_place ON fact (sheet, line, title, period);
