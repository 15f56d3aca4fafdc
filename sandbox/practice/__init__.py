"""The practice system: a faithful copy of the village-profile system. It knows no exercises and no faults.

keys.py        what ties everything to a record: its kind and its own id, never a number that people correct
records.py     what each kind of record can do: household, sheet
sent.py        what the offices have: the contents that were sent, and what the rules ask about them
parts.py       one part of a record's form: what it asks, and what of some typing is not stored
models.py      households, persons, sheets and their past, submissions, holds, returns, receipts, drafts, logins
instruments/   the forms as data (YAML)
forms/         reads them, and what people type into them
rules/         the rules between fields of a family's form
consistency/   the rules between cells of the sheets
households/    keluarga: found, typed, checked, saved
doubts/        Periksa Data: records that are doubtful, by kind
mutations/     mutasi: people leave a card, and what they were stays to be looked at
sheets/        lembar of Potensi and Tingkat Perkembangan
submissions/   kiriman: stages, outbox, receipts
batches/       kiriman borongan: all that is ready, with one deed
exchange/      impor dan ekspor: families and sheets in files
public/        a village's page for citizens, without any login
classification/  Klasifikasi: points, classes, and the figures of last night
statistics/    Statistik: topics counted in the village or a part of it
counter/       loket kecamatan: citizens who ask for letters, and what they are told
documents/     Unduh Dokumen: blank forms and the guide as files
helpdesk/      Bantuan: troubles told to the helpdesk, and its answers
notices.py     Pesan Singkat: what the offices and the helpdesk have told the village
overviews/     the list of households, the public profile
views/         pages: parse, call the gate, render
personal.py    what in a copy is only one person's
paging.py      one page of a long list, and how long it is
nik.py         how NIK and family-card numbers are made of region, date, sex and serial
version.py     the version of what is stored: a hash of the tables and of what the forms say
locking.py     a form that is out of date saves over nothing
conflicts/     two people change the same part: both answers side by side, chosen question by question
handing.py     serahkan ke Sekdes: the operator says that a record may be sent
upkeep.py      a late list, a restored backup: what the system is busy with
occupied.py    sedang dibuka: who has which record open, where two work in one copy
drafts.py      what was typed and not saved: kept in its form, never data
removed.py     what is there no longer: how it went, by whom and when
small_forms.py   a few inputs beside the records' forms, whose typing is kept too
passwords.py  a practice password of one's own
logins.py, words.py   the practice login; who and when in words
"""
