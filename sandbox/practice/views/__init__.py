"""The practice system's pages: each parses, calls the gate, renders.

attached.py    all of them; the root mounts the blueprint twice, for the trainee and read-only for staff
blueprint.py   the blueprint, and the two ways to the data: `look` and `change`
forms/         what every form page needs besides its fields; what is typed and not saved
records/       households, members, sheets: entered and put right
sending/       submissions, batches, handing over
overviews/     Beranda, Statistik, Klasifikasi, Progres, and the village's page for citizens
services/      Loket, Bantuan, Pesan, Dokumen, Impor dan ekspor
menu.py        the menu: which page stands where    troubles.py   a trouble page in words
missing.py     what there is not, or no longer, and what was typed for it
login.py, password.py   who enters

Start at blueprint.py and records/households.py.
"""
