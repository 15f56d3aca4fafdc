"""How the village is governed, in Tingkat Perkembangan: order, politics, participation, institutions, office, guidance.

draws.py       small figures and words from rates beside the line's title
order.py       crime and conflict: mostly none         watch.py         what guards against it
welfare.py     masalah kesejahteraan sosial, counted from the DDK
nation.py      awareness of state and nation           taxes.py         land tax, fees, levies
elections.py   voters, village head, council           institutions.py  community institutions (LKD)
budget.py      APB Desa and what accounts for it       planning.py      musrenbang and what became of it
customs.py     mutual help, custom, attitudes          office.py        buildings, inventories, registers
guidance.py    what ministry, province, regency and subdistrict did

What Potensi asks too is read from the same book (rules X08, X09, X11). What happened in a year is what happened in the twelve
months before the day of the census. Figures of rupiah are of about 2013, when the forms were filled by every village.
"""
