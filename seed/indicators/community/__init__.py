"""Potensi: its people, institutions and facilities (parts sumber_daya_manusia, kelembagaan, prasarana_dan_sarana).

fill.py         all sheets, in order                  site.py         what the village is like, for the sheets of buildings
luck.py         small throws for one sheet            tally.py        men and women by code or age

population.py   how many, of which age and faith      labour.py       livelihoods and working age (occupations.py: the mapping)
schooling.py    education by age                      government.py   officials and the council (BPD)
elections.py    who may vote and who did              institutions.py RT, RW, PKK …, their officers and belongings
schools.py      schools, courses, libraries           office.py       offices, belongings, registers
health.py       health posts and staff                water.py        water, sanitation, irrigation
energy.py       lighting
"""
