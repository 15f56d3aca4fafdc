-- Persons, one by one and with their families. A row is a person (or a household) and what is wrong with it.

-- name: D01 NIK of sixteen digits
SELECT id, nik FROM member WHERE nik IS NOT NULL AND (length(nik) <> 16 OR nik GLOB '*[^0-9]*');

-- name: D02 NIK of a subdistrict that does not exist
SELECT id, nik FROM member, village
WHERE substr(nik, 1, 6) <> replace(substr(district_code, 1, 6), '.', '') || (substr(district_code, 7) + 60);

-- name: D03 birth date in the NIK
SELECT id, nik, birth_date FROM member
WHERE printf('%02d', substr(nik, 7, 2) % 40) || substr(nik, 9, 4) <> strftime('%d%m', birth_date) || substr(birth_date, 3, 2);

-- name: D04 sex in the NIK
SELECT id, nik, sex FROM member WHERE (CAST(substr(nik, 7, 2) AS INTEGER) > 40) <> (sex = 'P');

-- name: D05 serial in the NIK
SELECT id, nik FROM member WHERE substr(nik, -4) = '0000';

-- name: D06 NIK only once
SELECT group_concat(id), nik FROM member WHERE nik IS NOT NULL GROUP BY nik HAVING count(*) > 1;

-- name: D13 person only once
SELECT group_concat(id), name, birth_place, birth_date FROM member GROUP BY name, birth_place, birth_date, sex
HAVING count(*) > 1;

-- name: D14 birth is a day, not in the future, at most 120 years ago
SELECT id, birth_date FROM member,
day WHERE date(birth_date) IS NOT birth_date OR birth_date > as_of OR age NOT BETWEEN 0 AND 120;

-- name: D15 spouses are married and of the other sex than the head
SELECT member.id, member.relation, member.marital, member.sex FROM member JOIN head USING (household_id)
WHERE member.relation IN ('2', '3') AND (member.marital <> '1' OR member.sex = head.sex OR head.marital <> '1');

-- name: D15 a husband is a man, a wife a woman
SELECT id, relation, sex FROM member WHERE (relation = '2' AND sex = 'P') OR (relation = '3' AND sex = 'L');

-- name: fathers are men, mothers women
SELECT id, relation, sex FROM member
WHERE (relation IN ('6', '8', '12') AND sex = 'P') OR (relation IN ('7', '9', '13') AND sex = 'L');

-- name: D16 a child is at least fifteen years younger than the head
SELECT member.id, member.birth_date, head.birth_date FROM member JOIN head USING (household_id)
WHERE member.relation IN ('4', '5', '23') AND member.birth_date < date(head.birth_date, '+15 years');

-- name: a child is at least fifteen years younger than its mother on the card
SELECT child.id, child.birth_date, wife.birth_date FROM member AS child JOIN member AS wife USING (household_id)
WHERE child.relation = '4' AND wife.relation = '3' AND child.mother = wife.name
AND child.birth_date < date(wife.birth_date, '+15 years');

-- name: a mother bears children before she is fifty-one
SELECT child.id, child.birth_date, woman.id, woman.birth_date FROM member AS child JOIN member AS woman USING (household_id)
WHERE child.relation = '4' AND woman.relation IN ('1', '3') AND woman.sex = 'P' AND child.mother = woman.name
AND child.birth_date > date(woman.birth_date, '+51 years');

-- name: parents on the card are at least fifteen years older than the head
SELECT member.id, member.birth_date, head.birth_date FROM member JOIN head USING (household_id)
WHERE member.relation IN ('6', '7') AND head.birth_date < date(member.birth_date, '+15 years');

-- name: parents-in-law on the card are at least fifteen years older than the spouse
SELECT elder.id, elder.birth_date, spouse.birth_date FROM member AS elder JOIN member AS spouse USING (household_id)
WHERE elder.relation = '17' AND spouse.relation IN ('2', '3') AND spouse.birth_date < date(elder.birth_date, '+15 years');

-- name: a grandchild is at least thirty years younger than the head
SELECT member.id, member.birth_date, head.birth_date FROM member JOIN head USING (household_id)
WHERE member.relation = '18' AND member.birth_date < date(head.birth_date, '+30 years');

-- name: D17 a head younger than seventeen was married
SELECT id, age FROM head WHERE age < 17 AND marital = '2';

-- name: D18 nobody younger than sixteen is or was married
SELECT id, age, marital FROM member WHERE age < 16 AND marital <> '2';

-- name: a child-in-law was married
SELECT id, marital FROM member WHERE relation = '21' AND marital = '2';

-- name: who is married has somebody to be married to
-- On a card with a married head lives the spouse; parents and children in couples too, or they are told as left alone.
SELECT head.id FROM head WHERE marital = '1' AND sex = 'L'
AND NOT EXISTS (SELECT 1 FROM member WHERE household_id = head.household_id AND relation = '3');

-- name: the father of the head's child is the head
SELECT child.id, child.father, head.name FROM member AS child JOIN head USING (household_id)
WHERE child.relation = '4' AND head.sex = 'L' AND child.father <> head.name;

-- name: the mother of a woman's child is the woman who heads the household
SELECT child.id, child.mother, head.name FROM member AS child JOIN head USING (household_id)
WHERE child.relation = '4' AND head.sex = 'P' AND child.mother <> head.name;

-- name: D19 education fits the age
SELECT id, age, school FROM member
WHERE (age < 10 AND school = '5') OR (age < 13 AND school = '8') OR (age < 16 AND school = '10')
OR (age < 19 AND school IN ('12', '14', '16', '18', '20', '22', '30')) OR (age < 22 AND school IN ('20', '22'));

-- name: who is at school is of an age for it
SELECT id, age, school FROM member
WHERE (school = '1' AND age > 6) OR (school = '2' AND age NOT BETWEEN 3 AND 7) OR (school = '4' AND age NOT BETWEEN 6 AND 16)
OR (school = '7' AND age NOT BETWEEN 11 AND 19) OR (school = '9' AND age NOT BETWEEN 14 AND 22)
OR (school IN ('11', '13', '15', '17') AND age NOT BETWEEN 17 AND 35);

-- name: D20 occupation fits the age
SELECT id, age, occupation FROM member
WHERE (age < 18 AND occupation IN ('5', '16', '17', '40')) OR (age < 5 AND occupation NOT IN ('37', '38'))
OR (age < 10 AND occupation NOT IN ('37', '38')) OR (age < 40 AND occupation = '40') OR (age >= 60
AND occupation IN ('16', '17'));

-- name: pupils are those who go to school
SELECT id, school, occupation FROM member
WHERE occupation = '38' AND school NOT IN ('2', '4', '7', '9', '11', '13', '15', '17', '19', '21', '23', '25', '27');

-- name: housewives and migrant women are women, migrant men men
SELECT id, sex, occupation FROM member WHERE (occupation IN ('3', '39', '14') AND sex = 'L') OR (occupation = '4' AND sex = 'P');

-- name: D21 contraception of the married
SELECT id, marital, contraception FROM member WHERE contraception NOT IN ('9', '11') AND marital <> '1';

-- name: D30 one village head and one secretary
SELECT code, count(*) FROM tick WHERE form = 'ddk_member' AND question = '16' AND code IN ('1', '2') GROUP BY code
HAVING count(*) <> 1
UNION ALL SELECT 'none', 0 WHERE NOT EXISTS (
    SELECT 1 FROM tick WHERE form = 'ddk_member' AND question = '16' AND code = '1');

-- name: officials and councillors are grown up
SELECT tick.id, code, age FROM tick JOIN member ON member.id = tick.id
WHERE form = 'ddk_member' AND question = '16' AND age < 20;

-- name: a desa has a council, a kelurahan none
SELECT kind, count(*) AS seats FROM village, tick
WHERE form = 'ddk_member' AND question = '16' AND tick.code IN ('6', '7', '8', '9') AND kind = 'kelurahan' GROUP BY kind
UNION ALL SELECT kind, 0 FROM village WHERE kind = 'desa' AND NOT EXISTS (
    SELECT 1 FROM tick WHERE form = 'ddk_member' AND question = '16' AND tick.code = '6');
