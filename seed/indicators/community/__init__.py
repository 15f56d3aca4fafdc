"""Potensi: its people, institutions and facilities (parts sumber_daya_manusia, kelembagaan, prasarana_dan_sarana).

fill.py         all sheets                            site.py         what the village is like, for the sheets of buildings
luck.py         small throws for one sheet

population.py   how many, of which age and faith      labour.py       livelihoods and working age
schooling.py    education by age                      government.py   officials and the council (BPD)
elections.py    who may vote and who did              institutions.py RT, RW, PKK …, their officers and belongings
business.py     shops, crafts, lodgings               business_kinds.py  what each line of them is counted from
schools.py      schools, courses, libraries           order.py        civil guards, night watches
custom.py       adat
roads.py        roads and bridges                     transport.py    vehicles, boats, where they stop
media.py        telephone, post, television           water.py        water, sanitation, irrigation
office.py       offices, belongings, registers        leisure.py      worship, sports, places to visit, waste
health.py       health posts and staff                energy.py       lighting
"""
