-- Households: the card, who is on it, and its answers. A row is a household and what is wrong with it.

-- name: D07 card number of sixteen digits of a subdistrict that does not exist
SELECT household.id, number FROM household, village
WHERE length(number) <> 16 OR number GLOB '*[^0-9]*'
OR substr(number, 1, 6) <> replace(substr(district_code, 1, 6), '.', '') || (substr(district_code, 7) + 60);

-- name: the card was issued on a day before the training
SELECT household.id, number, issued FROM (
    SELECT id, number, '20' || substr(number, 11, 2) || '-' || substr(number, 9, 2) || '-' || substr(number, 7, 2) AS issued
    FROM household) AS household, day
WHERE date(issued) IS NOT issued OR issued >= as_of;

-- name: D08 card number only once
SELECT group_concat(id), number FROM household GROUP BY number HAVING count(*) > 1;

-- name: D09 one head
SELECT household.id, count(head.id) FROM household LEFT JOIN head ON head.household_id = household.id
GROUP BY household.id HAVING count(head.id) <> 1;

-- name: D10, D11 as many members as the card says, and at least one
SELECT household.id, member_count, count(person.id) FROM household LEFT JOIN person ON person.household_id = household.id
GROUP BY household.id HAVING member_count <> count(person.id) OR count(person.id) = 0;

-- name: lines of the card are numbered from one
SELECT household_id, min(position), max(position), count(DISTINCT position), count(*) FROM person GROUP BY household_id
HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*);

-- name: D12 name of the head
SELECT home.id, head_name, head.name FROM home JOIN head ON head.household_id = home.id WHERE head_name <> head.name;

-- name: at most one spouse of the head
SELECT household_id, count(*) FROM member WHERE relation IN ('2', '3') GROUP BY household_id HAVING count(*) > 1;

-- name: no person without a household
SELECT person.id, household_id FROM person WHERE household_id NOT IN (SELECT id FROM household);

-- name: D22 pregnancy and childbirth need a woman of 12 to 55
SELECT DISTINCT tick.id, question FROM tick WHERE form = 'ddk_household' AND question IN ('69', '71', '72')
AND NOT EXISTS (SELECT 1 FROM member WHERE household_id = tick.id AND sex = 'P' AND age BETWEEN 12 AND 55);

-- name: D23 babies, immunisation and nutrition need a child under five
SELECT DISTINCT id, question FROM answer WHERE form = 'ddk_household' AND question IN ('70', '73', '78') AND value NOT IN ('[]')
AND NOT EXISTS (SELECT 1 FROM member WHERE household_id = answer.id AND age < 5);

-- name: D24 a woman heads the household exactly when question 90 says so
SELECT head.household_id, head.sex FROM head
WHERE (head.sex = 'P') <> EXISTS (
    SELECT 1 FROM tick WHERE form = 'ddk_household' AND id = head.household_id AND question = '90' AND code = '935')
AND NOT EXISTS (SELECT 1 FROM unanswered WHERE form = 'ddk_household' AND id = head.household_id AND question = '90');

-- name: D25 families of widows and widowers
SELECT head.household_id, head.sex, head.marital, code FROM head
JOIN tick ON tick.form = 'ddk_household' AND tick.id = head.household_id AND question = '90' AND code IN ('926', '927')
WHERE head.marital <> '3' OR (code = '926') <> (head.sex = 'P');

-- name: question 90 on the disabled and the old is true of a member
SELECT tick.id, code FROM tick WHERE form = 'ddk_household' AND question = '90' AND (
    (code = '921' AND NOT EXISTS (SELECT 1 FROM tick AS one WHERE one.form = 'ddk_member' AND one.household_id = tick.id
                                  AND one.question = '13'))
    OR (code = '922' AND NOT EXISTS (SELECT 1 FROM tick AS one WHERE one.form = 'ddk_member' AND one.household_id = tick.id
                                     AND one.question = '14'))
    OR (code = '917' AND NOT EXISTS (SELECT 1 FROM member WHERE household_id = tick.id AND age >= 60)));

-- name: D26 a row of a table is complete
SELECT row_of.id, row_of."table", nth, question.number FROM row_of JOIN question ON question."table" = row_of."table"
WHERE json_extract(row_of.value, '$."' || question.number || '"') IS NULL;

-- name: a row says what it is about only once
SELECT id, "table", json_extract(value, '$."' || (SELECT min(CAST(number AS INTEGER)) FROM question
WHERE question."table" = row_of."table")
    || '"') AS commodity, count(*) FROM row_of GROUP BY id, "table", commodity HAVING count(*) > 1;

-- name: D28 no land, no land certificate
SELECT home.id FROM home JOIN tick ON tick.form = 'ddk_household' AND tick.id = home.id AND question = '68' AND code = '768'
WHERE home.land = '704';

-- name: D29 income and expenditure
SELECT id, income, spent FROM home WHERE income < 0 OR spent < 0 OR spent > 3 * income;

-- name: D31 a coded answer is a code of its list
SELECT answer.form, answer.id, question, value FROM answer JOIN question ON question.form = answer.form
AND question.number = answer.question
WHERE question.kind = 'choice' AND NOT EXISTS (
    SELECT 1 FROM option WHERE option.form = answer.form AND option.number = answer.question AND option.code = answer.value)
UNION ALL
SELECT form, id, question, code FROM tick WHERE NOT EXISTS (
    SELECT 1 FROM option WHERE option.form = tick.form AND option.number = tick.question AND option.code = tick.code);

-- name: D31 coded answers in the rows of tables
SELECT row_of.id, row_of."table", question.number, json_extract(row_of.value, '$."' || question.number || '"') AS code
FROM row_of JOIN question ON question."table" = row_of."table" AND question.kind = 'choice'
WHERE NOT EXISTS (SELECT 1 FROM option WHERE option.form = 'ddk_household' AND option.number = question.number
                  AND option.code = json_extract(row_of.value, '$."' || question.number || '"'));

-- name: answers are asked, and what is open has no answer
SELECT form, question, count(*) FROM answer WHERE question <> 'open' GROUP BY form, question
HAVING (form, question) NOT IN (SELECT form, coalesce("table", number) FROM question)
UNION ALL
SELECT form, id, question FROM answer JOIN unanswered USING (form, id, question);

-- name: D31 a required question is answered or open
-- A choice has no none: it is answered with a code, or open.
SELECT one.form, one.id, question.number FROM (
    SELECT 'ddk_member' AS form, id FROM person UNION ALL SELECT 'ddk_household', id FROM household) AS one
JOIN question ON question.form = one.form AND question.required IS NOT NULL AND question.kind = 'choice'
AND question."table" IS NULL
WHERE NOT EXISTS (SELECT 1 FROM answer WHERE answer.form = one.form AND answer.question = question.number AND answer.id = one.id)
AND NOT EXISTS (SELECT 1 FROM unanswered WHERE unanswered.form = one.form AND unanswered.id = one.id
AND question = question.number)
AND NOT (question.number = '78' AND NOT EXISTS (SELECT 1 FROM member WHERE household_id = one.id AND age < 5));

-- name: numbers of answers are not negative
SELECT form, id, question, value FROM answer WHERE type IN ('integer', 'real') AND value < 0
UNION ALL
SELECT 'ddk_household', row_of.id, each.key, each.value FROM row_of, json_each(row_of.value) AS each
WHERE each.type IN ('integer', 'real') AND each.value < 0;

-- name: as many questions are answered as the household says
-- A table counts for as many as it has columns.
WITH weight AS (SELECT coalesce("table", number) AS question, count(*) AS questions FROM question
WHERE form = 'ddk_household' GROUP BY 1)
SELECT home.id, filled, (SELECT count(*) FROM question WHERE form = 'ddk_household') - total(questions) AS answered FROM home
LEFT JOIN unanswered ON unanswered.form = 'ddk_household' AND unanswered.id = home.id LEFT JOIN weight USING (question)
GROUP BY home.id HAVING filled <> answered;

-- name: every RW lies in one hamlet, every RT in its RW
SELECT rw, group_concat(DISTINCT hamlet) FROM household GROUP BY rw HAVING count(DISTINCT hamlet) > 1
UNION ALL SELECT id, rw || '/' || rt FROM household WHERE rw NOT GLOB '[0-9][0-9]' OR rt NOT GLOB '[0-9][0-9]'
UNION ALL SELECT id, address FROM household WHERE trim(address) = '' OR trim(hamlet) = '';

-- name: a household was saved before the training day, after its members were born
SELECT household.id, saved_at FROM household, day WHERE date(saved_at) > as_of
UNION ALL
SELECT person.id, birth_date FROM person JOIN household ON household.id = household_id
WHERE birth_date > date(household.saved_at);

-- name: submissions were sent before the training day for cards of the village
SELECT reference, queued_at FROM submission, day WHERE date(queued_at) > as_of
UNION ALL SELECT reference, number FROM submission WHERE (record_id, number) NOT IN (SELECT id, number FROM household);

-- name: D27 who harvests has land, or works other people's
SELECT DISTINCT row_of.id, row_of."table" FROM row_of WHERE "table" IN ('pangan', 'kebun', 'hutan')
AND NOT EXISTS (SELECT 1 FROM row_of AS land WHERE land.id = row_of.id AND land."table" = 'lahan'
                AND json_extract(land.value, '$."11"') <> '1735'
                AND json_extract(land.value, '$."10"')
                    = CASE row_of."table" WHEN 'pangan' THEN '950' WHEN 'kebun' THEN '951' ELSE '952' END)
AND NOT EXISTS (SELECT 1 FROM unanswered WHERE form = 'ddk_household' AND unanswered.id = row_of.id AND question = 'lahan')
AND NOT EXISTS (SELECT 1 FROM member WHERE household_id = row_of.id AND occupation IN ('1', '2'));
