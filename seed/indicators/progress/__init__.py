"""Tingkat Perkembangan: population, economy, livelihoods, assets, education and health.

fill.py         all sheets, in the order of the form
population.py   tp-penduduk, tp-keluarga            welfare.py   tp-pengangguran, tp-kesejahteraan
trades.py       what the village's businesses make  product.py   tp-pdd-*: that, and what lies around it, by sector
incomes.py      tp-kapita-sektor, tp-pendapatan-riil
livelihoods.py  tp-mp-*: every occupation in one line of one sheet
assets.py       tp-aset-*, tp-rumah-*               education.py tp-pendidikan-tingkat to tp-lembaga-pendidikan
mothers.py      pregnancies, births, family planning  infants.py   immunisation, nutrition
health.py       epidemics, illnesses, life expectancy, facilities            habits.py   water and tp-phbs-*
"""
