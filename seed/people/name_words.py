"""Which words make up a name: by sex, by when somebody was born, and by what their people call their children.

Every word is from Faker's id_ID lists (MIT licence; tests/seed/test_names.py holds that), sorted by us: nobody is meant. Clan
names are left out: they would be given to families that have none.
"""

from enum import IntEnum


class Style(IntEnum):
    """What sort of names a family gives."""

    COMMON = 0
    MUSLIM = 1
    BALINESE = 2
    CHRISTIAN = 3


class Era(IntEnum):
    """When somebody was born: before about 1962, then, and since about 1990."""

    OLD = 0
    MIDDLE = 1
    YOUNG = 2


MEN_OLD = """Slamet Parman Paiman Tugiman Wakiman Kasiran Jumadi Daliman Dalimin Darman Darmanto Dartono Harto Mulyono Sabar
    Wardi Waluyo Wage Pardi Purwadi Maryadi Marsudi Mariadi Martana Marsito Kardi Kariman Karja Karman Karta Kasim Kamidin
    Kambali Jarwadi Jaeman Jaiman Jasmani Jaswadi Jumari Asmadi Asman Asmianto Asmuni Aslijan Bakidin Bakijan Bakiman
    Bakiono Balidin Balijan Ajiman Ajimin Ajiono Darijan Darimin Darmaji Darmana Daliono Galiono Gaman Gamanto Harja Harjo
    Liman Lasmono Lasmanto Nardi Narji Naradi Prayitna Rusman Rosman Tasdik Taswir Timbul Umar Usman Soleh Kadir Warji
    Warsita Warta Wasis Yono Tasnim Mujur Legawa"""
MEN_MIDDLE = """Agus Bambang Budi Eko Joko Hadi Heru Hari Edi Dwi Tri Imam Hendra Hendri Indra Irwan Gatot Rudi Saiful
    Samsul Slamet Wahyu Teguh Catur Cahyono Cahyadi Cahyanto Heryanto Hairyanto Harsanto Himawan Irsad Jamal Jatmiko Johan
    Jumadi Kemal Lukman Malik Maryanto Mulyanto Mulyono Mustofa Nasim Purwanto Prasetyo Prayogo Rahmat Ridwan Taufik Umar
    Wawan Wardi Yusuf Yahya Ismail Danang Dodo Edison Erik Tomi Tedi Surya Sidiq Setya Panca Prabowo Pangestu Bagiya Bakti
    Bagus Aris Anom Koko Yoga Oskar"""
MEN_YOUNG = """Muhammad Dimas Bagus Rizki Aditya Agus Eko Galih Gilang Bagas Rafi Reza Raihan Irfan Ridwan Rendy Rangga
    Wahyu Yoga Yusuf Adika Adinata Ade Aris Atma Cahya Cahyo Candra Chandra Damar Danang Daniswara Danu Daru Dwi Edi Ega Eka
    Elvin Endra Erik Gading Galang Ghani Hasan Hamzah Hari Hendra Ibrahim Ihsan Ikhsan Ilyas Imam Indra Irwan Ismail Ivan
    Jaya Jefri Johan Kenzie Kurnia Lanang Lukman Lutfan Luthfi Mahesa Mahfud Najib Nasrullah Nugraha Okta Pandu Panji
    Prasetya Prasetyo Prima Radika Radit Raditya Rafid Rahman Rahmat Rama Rudi Saka Saiful Satya Surya Taufan Taufik Tedi
    Teguh Tirta Tri Vino Wawan Wira Wisnu Yahya"""
MUSLIM_MEN = """Muhammad Saiful Samsul Soleh Yusuf Ismail Ibrahim Hasan Hasim Umar Usman Mahmud Mahfud Malik Mustofa Nasim
    Najib Nasrullah Najam Rahman Rahmat Ridwan Salman Saadat Sabri Sidiq Tasnim Taufik Yahya Halim Hamzah Ikhsan Ihsan Ilyas
    Imam Irfan Jais Jamal Jamil Kadir Kamal Kasim Kemal Latif Lukman Luthfi Lutfan Mahdi Omar Raihan Rafi Rafid Reza Rizki
    Sabar Ghani Irsad"""
BALINESE_MEN = """Putu Nyoman Artawan Arta Wira Surya Tirta Satya Atma Bagus Gangsar Indra Wisnu Yoga Mahesa Rama Candra
    Panji Pandu Prabawa Karna Kusuma Laksana Mustika Adinata Aditya Adika Eka Dwi Tri Catur Budi Cahya Jaya Ade"""
CHRISTIAN_MEN = """Yosef Simon Johan Edison Edward Elvin Emil Erik Ivan Leo Luis Oskar Viktor Vinsen Teddy Tomi Budi Eko
    Hendra Hendri Indra Rudi Agus Bambang Joko Heru Danu Kurnia Satya Surya Setya Wahyu Wisnu Yoga Aditya Adinata Dimas
    Kenzie Koko Bagas Gading"""

WOMEN_OLD = """Siti Kasiyah Samiah Halima Maimunah Salimah Zaenab Kamaria Jamalia Maida Umi Puji Rahayu Ratih Ratna Puspa
    Padmi Sari Tari Titi Tami Ani Ami Ina Ida Wani Yani Endah Indah Karimah Hartati Maryati Mulyani Purwanti Sudiati
    Suartini Suryatmi Winarsih Kusmawati Hariyah Haryanti Astuti Fujiati Purnawati Pudjiastuti Wahyuni Utami Halimah Hasanah
    Hastuti Rahimah Nasyiah Zulaika"""
WOMEN_MIDDLE = """Siti Dewi Nurul Ida Yuni Yuliana Indah Endah Ika Dian Diah Ratna Rini Rina Puji Titin Umi Ani Anita Ana
    Devi Eli Elisa Ella Eva Febi Fitria Gina Hesti Hilda Ifa Ina Intan Ira Irma Juli Kartika Latika Laila Lili Mala Maya
    Mila Nadia Nova Novi Nilam Oni Puput Puspa Ratih Rika Restu Sari Sarah Septi Silvia Siska Suci Tantri Tari Tina Ulya
    Vera Vivi Wani Widya Winda Wulan Yani Yessi Yulia Yunita Dalima Dina Ayu Ajeng Uli Fathonah Farah"""
WOMEN_YOUNG = """Siti Putri Dewi Nabila Dinda Intan Ayu Aisyah Amelia Fitria Fitriani Indah Nurul Zahra Alika Almira Amalia
    Anita Ajeng Azalea Aurora Bella Cindy Cinta Citra Clara Devi Diah Dian Diana Dina Elisa Elvina Eva Faizah Farah Febi
    Gina Hana Hani Hasna Hesti Humaira Icha Ika Jasmin Jelita Kamila Kania Kartika Kayla Keisha Laila Lala Lalita Laras
    Lintang Malika Maya Mila Mutia Nadia Nadine Najwa Natalia Nilam Nova Novi Oliva Olivia Paramita Puput Puspa Raina Raisa
    Ratih Restu Rika Rina Rini Sabrina Safina Salsabila Salwa Sari Septi Shakila Silvia Siska Suci Syahrini Talia Tania
    Tiara Ulya Vanesa Vanya Vivi Widya Winda Wulan Yessi Yulia Yuliana Yunita Zalindra Zamira Zulfa"""
MUSLIM_WOMEN = """Siti Aisyah Nurul Umi Fitria Fathonah Farah Faizah Farhunnisa Ghaliyati Hafshah Halima Hamima Hana Hani
    Hasna Humaira Ifa Jamalia Kamaria Kamila Karimah Laila Maimunah Maida Malika Mutia Nabila Nadia Najwa Qori Rahmi Salimah
    Salsabila Salwa Samiah Sarah Shakila Ulya Ulva Zaenab Zahra Zulfa Zulaikha Kasiyah"""
BALINESE_WOMEN = """Ayu Dewi Ratna Ratih Citra Padma Padmi Puspa Putri Sari Widya Kartika Lalita Indah Intan Diah Dian Gasti
    Kania Latika Laras Maya Nilam Paramita Restu Suci Tantri Tiara Wulan Yani Yuni Ani Mila Novi Rika Rina"""
CHRISTIAN_WOMEN = """Maria Agnes Anastasia Clara Cornelia Natalia Gabriella Michelle Lidya Paulin Victoria Jessica Rachel
    Julia Melinda Kezia Bella Betania Olivia Silvia Dewi Yuliana Yunita Indah Ratna Novi Vera Eva Elisa Diana Dian Rini Rina
    Wulan Winda Siska Sarah"""

LAST_MEN_OLD = """Santoso Widodo Wibowo Suwarno Suryono Saptono Pranowo Winarno Kuswoyo Gunarto Budiyanto Haryanto Waluyo
    Kusumo Maryadi Prabowo Budiman Gunawan Setiawan Nugroho Hidayat Hakim Halim Mansur Mustofa Wijaya Pangestu Utama Irawan
    Iswahyudi"""
LAST_MEN = """Santoso Setiawan Saputra Pratama Kurniawan Hidayat Nugroho Wijaya Gunawan Wibowo Firmansyah Prasetyo Irawan
    Budiman Putra Maulana Ramadan Pradana Ardianto Hidayanto Iswahyudi Haryanto Budiyanto Adriansyah Anggriawan Firgantoro
    Gunarto Habibi Hakim Halim Hardiansyah Januar Kusumo Kuswoyo Lazuardi Mahendra Mandala Mansur Maryadi Megantara Mustofa
    Narpati Pangestu Permadi Prabowo Pradipta Prakasa Pranowo Prasetya Prayoga Rajasa Saptono Suryono Suwarno Utama Wahyudin
    Waluyo Waskita Wasita Wibisono Widodo Winarno"""
LAST_MUSLIM_MEN = """Hidayat Maulana Hakim Ramadan Habibi Halim Firmansyah Saefullah Salahudin Wahyudin Zulkarnain Jailani
    Mansur Mustofa Najmudin Nashiruddin Natsir Thamrin Uwais Adriansyah Hardiansyah Budiman Setiawan Kurniawan Hidayanto
    Santoso"""
LAST_BALINESE_MEN = """Wijaya Putra Saputra Pratama Mahendra Permadi Prakasa Pradipta Maheswara Mandala Utama Wibisono
    Megantara Narpati Prasasta Rajasa Rajata Waskita Wasita Setiawan Gunawan Budiman"""
LAST_WOMEN_OLD = """Hartati Maryati Mulyani Purwanti Sudiati Suartini Suryatmi Winarsih Kusmawati Hariyah Haryanti Astuti
    Fujiati Purnawati Pudjiastuti Wahyuni Utami Lestari Rahayu Hastuti Hasanah Halimah Handayani Rahmawati Riyanti Aryani"""
LAST_WOMEN = """Lestari Wahyuni Rahmawati Handayani Wulandari Astuti Safitri Susanti Pratiwi Utami Andriani Anggraini
    Agustina Aryani Farida Fujiati Haryanti Hasanah Hastuti Kusmawati Kuswandari Laksita Lailasari Mandasari
    Mayasari Melani Mulyani Novitasari Nuraini Nurdiyanti Oktaviani Palastri Permata Pertiwi Prastuti Puspasari
    Puspita Rahayu Riyanti Wastuti Widiastuti Wijayanti Yolanda Yulianti Yuliarti Yuniar"""
LAST_MUSLIM_WOMEN = """Hasanah Hassanah Rahmawati Nuraini Halimah Rahimah Farida Mardhiyah Zulaika Lailasari Safitri Nasyiah
    Nasyidah Uyainah Maryati Wahyuni Lestari Fujiati Agustina"""
LAST_BALINESE_WOMEN = """Lestari Astuti Wahyuni Pertiwi Puspita Permata Padmasari Laksmiwati Suartini Pratiwi Widiastuti
    Wulandari Handayani Utami Anggraini Andriani Aryani"""

FIRST = {
    (False, Style.COMMON): (MEN_OLD, MEN_MIDDLE, MEN_YOUNG), (True, Style.COMMON): (WOMEN_OLD, WOMEN_MIDDLE, WOMEN_YOUNG),
    (False, Style.MUSLIM): (MUSLIM_MEN,) * 3, (True, Style.MUSLIM): (MUSLIM_WOMEN,) * 3,
    (False, Style.BALINESE): (BALINESE_MEN,) * 3, (True, Style.BALINESE): (BALINESE_WOMEN,) * 3,
    (False, Style.CHRISTIAN): (MEN_OLD, CHRISTIAN_MEN, CHRISTIAN_MEN),
    (True, Style.CHRISTIAN): (WOMEN_OLD, CHRISTIAN_WOMEN, CHRISTIAN_WOMEN),
}
LAST = {
    (False, Style.COMMON): (LAST_MEN_OLD, LAST_MEN, LAST_MEN), (True, Style.COMMON): (LAST_WOMEN_OLD, LAST_WOMEN, LAST_WOMEN),
    (False, Style.MUSLIM): (LAST_MUSLIM_MEN,) * 3, (True, Style.MUSLIM): (LAST_MUSLIM_WOMEN,) * 3,
    (False, Style.BALINESE): (LAST_BALINESE_MEN,) * 3, (True, Style.BALINESE): (LAST_BALINESE_WOMEN,) * 3,
    (False, Style.CHRISTIAN): (LAST_MEN_OLD, LAST_MEN, LAST_MEN),
    (True, Style.CHRISTIAN): (LAST_WOMEN_OLD, LAST_WOMEN, LAST_WOMEN),
}
"""By sex (woman or not) and style: the words of each era, the commonest first."""
