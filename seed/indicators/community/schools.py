"""Schools, courses, libraries: buildings by the village's size, pupils from those who attend a school this year (rule P33).

The village's children go to the schools of the village where it has one; a centre also teaches those of its neighbours.
"""

from dataclasses import dataclass

from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.counting import people_by
from seed.lives import schooling
from seed.people.origins import HINDU, ISLAM

ACCREDITED, REGISTERED = "Terakreditasi", "Terdaftar"
PLAY_GROUP, TK, SD, SMP, SMA, SLB = "Play group", "TK", "SD/sederajat", "SMP/sederajat", "SMA/sederajat", "SLB"
RA, MI, MTS, MA, PESANTREN = ("Islam: Raudhatul Athfal", "Islam: Ibtidaiyah", "Islam: Tsanawiyah", "Islam: Aliyah",
                              "Islam: Pondok pesantren")
PASRAMAN = "Hindu: Lembaga pendidikan"
ABSENT_FORMAL = ("PTN", "PTS")
ABSENT_RELIGIOUS = ("Islam: Perguruan tinggi", "Katholik: TK/SD", "Katholik: SMP", "Katholik: SMA", "Katholik: Seminari menengah",
                    "Katholik: Seminari tinggi", "Katholik: Biara", "Protestan: TK/SD", "Protestan: SMP", "Protestan: SMA",
                    "Budha: Lembaga pendidikan", "Konghucu: Lembaga pendidikan")
"""No village of the practice has one: everybody knows where the real ones are."""
LEVELS = {PLAY_GROUP: schooling.KINDERGARTEN, TK: schooling.KINDERGARTEN, RA: schooling.KINDERGARTEN, SD: schooling.IN_SD,
          MI: schooling.IN_SD, SMP: schooling.IN_SLTP, MTS: schooling.IN_SLTP, SMA: schooling.IN_SLTA, MA: schooling.IN_SLTA}
"""By kind of school: the code of member question 8 that its pupils give."""
NO_SCHOOL = (0, None, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """The schools of one kind: `count` less `by_state` and `by_village` are private."""

    count: int
    by_state: int
    by_village: int
    share: float
    """Pupils of these schools for each of the village's children at this level."""
    pupils_a_teacher: float
    fewest_teachers: int
    """Teachers of one school, at least."""
    accredited: bool = True

    def line(self, children: int) -> tuple[Value, ...]:
        """The columns: units, status, owners (state, private, other), teachers, pupils."""
        if not self.count:
            return NO_SCHOOL
        pupils = round(children * self.share)
        teachers = max(self.fewest_teachers * self.count, round(pupils / self.pupils_a_teacher))
        return (self.count, ACCREDITED if self.accredited else REGISTERED, self.by_state,
                self.count - self.by_state - self.by_village, self.by_village, teachers, pupils)


def put(book: Book, census: Census, site: Site, luck: Luck) -> None:
    """Put schools with teachers and pupils, courses, and their buildings."""
    attending = people_by(census, census.village.lives.school)
    plans = _plans(site, luck)
    lines = {title: plan.line(attending.get(LEVELS[title], 0)) for title, plan in plans.items()}
    formal = {title: lines[title] for title in (PLAY_GROUP, TK, SD, SMP, SMA)}
    book.put("pt-pendidikan-formal", formal | dict.fromkeys(ABSENT_FORMAL, NO_SCHOOL) | {SLB: _special(site, luck)})
    religious = {title: lines[title] for title in (RA, MI, MTS, MA)}
    book.put("pt-pendidikan-agama", religious | dict.fromkeys(ABSENT_RELIGIOUS, NO_SCHOOL)
             | {PESANTREN: _boarding(site, luck), PASRAMAN: _pasraman(site, luck)})
    _put_courses(book, site, luck)
    _put_buildings(book, luck)


def _plans(site: Site, luck: Luck) -> dict[str, SchoolPlan]:
    """One primary school for 2,500 people, one kindergarten for 2,000, secondary schools in the larger villages and centres."""
    people, urban = site.people, site.is_urban
    muslim = site.faiths[ISLAM] / people
    kindergartens, raudhatul = max(1, luck.about(people / 2200)), luck.about(muslim * people / 5500)
    play_groups = luck.about(people / 3000)
    primary, madrasah = max(1, luck.about(people / 2600, .2)), luck.about(muslim * people / 7000, .5)
    junior = max(int(site.is_centre), luck.about(people / 11_000, .4))
    senior = luck.about(people / 16_000, .4) + int(site.is_centre)
    tsanawiyah, aliyah = luck.about(muslim * people / 12_000, .6), luck.about(muslim * people / 25_000, .7)
    small, low = kindergartens + raudhatul + .6 * play_groups, primary + .6 * madrasah
    stays = luck.between(.93, 1.03)
    attracts = luck.between(1.1, 1.5) if site.is_centre else luck.between(.75, .95)
    return {
        PLAY_GROUP: SchoolPlan(play_groups, 0, int(luck.yes(.3) and play_groups > 0), .6 * play_groups / small, 10, 2, False),
        TK: SchoolPlan(kindergartens, int(urban and luck.yes(.4)), int(luck.yes(.2) and kindergartens > 1), kindergartens / small,
                       12, 2),
        RA: SchoolPlan(raudhatul, 0, 0, raudhatul / small, 12, 2),
        SD: SchoolPlan(primary, primary - int(urban and primary > 2 and luck.yes(.4)), 0, stays * primary / low, 17, 8),
        MI: SchoolPlan(madrasah, 0, 0, stays * .6 * madrasah / low, 16, 7),
        SMP: SchoolPlan(junior, min(junior, 1 + int(luck.yes(.3))), 0, _secondary(junior, tsanawiyah, attracts), 15, 10),
        MTS: SchoolPlan(tsanawiyah, 0, 0, .6 * _secondary(tsanawiyah, junior, attracts), 14, 9),
        SMA: SchoolPlan(senior, min(senior, int(luck.yes(.6))), 0, _secondary(senior, aliyah, attracts), 14, 14),
        MA: SchoolPlan(aliyah, 0, 0, .6 * _secondary(aliyah, senior, attracts), 13, 11)}


def _secondary(schools: int, others: int, attracts: float) -> float:
    """The share of the children at that level who go to these `schools`, each of the `others` counting .6.

    `attracts`: how many pupils there are in the village for each of its own children.
    """
    return attracts * schools / (schools + .6 * others) if schools else 0


def _special(site: Site, luck: Luck) -> tuple[Value, ...]:
    """A school for disabled children serves its subdistrict and is in its centre, if anywhere."""
    pupils = luck.number(25, 60)
    return (1, ACCREDITED, 0, 1, 0, max(5, round(pupils / 5)), pupils) if site.is_centre and luck.yes(.3) else NO_SCHOOL


def _boarding(site: Site, luck: Luck) -> tuple[Value, ...]:
    """Islamic boarding schools (pesantren)."""
    count = luck.about(site.faiths[ISLAM] / 5500, .8)
    pupils = sum(luck.number(40, 180) for _ in range(count))
    return (count, REGISTERED, 0, count, 0, max(4 * count, round(pupils / 14)), pupils) if count else NO_SCHOOL


def _pasraman(site: Site, luck: Luck) -> tuple[Value, ...]:
    """A school for Hindus, where enough of them live."""
    hindus = site.faiths[HINDU]
    return (1, REGISTERED, 0, 1, 0, 3, luck.about(.08 * hindus)) if hindus > 250 else NO_SCHOOL


COURSES = {"Komputer": .12, "Seni musik": .04, "Montir": .03, "Menjahit": .14, "Drafter": 0, "Bahasa": .12, "Mesin": .01,
           "Satpam": .01, "Beladiri": .22, "Mengemudi": .05, "Kecantikan": .05}
"""The chance of a course in a village; three times as high in a town or centre."""


def _put_courses(book: Book, site: Site, luck: Luck) -> None:
    lines: dict[str, tuple[Value, ...]] = {}
    for title, odds in COURSES.items():
        count = int(luck.yes(odds * (3 if site.is_urban else 1)))
        pupils, owner = luck.number(10, 45), "Yayasan" if luck.yes(.3) else "Lainnya"
        lines[title] = (1, REGISTERED, owner, max(1, round(pupils / 12)), pupils) if count else (0, None, None, 0, 0)
    book.put("pt-pendidikan-kursus", lines)


def _put_buildings(book: Book, luck: Luck) -> None:
    """The columns: rented, own. Every school has its building; kindergartens sometimes rent theirs. After the schools."""
    def schools(title: str) -> int:
        return book.whole("pt-pendidikan-formal", title, "Jumlah")

    rented = {title: int(schools(title) > 1 and luck.yes(.25)) for title in (TK, PLAY_GROUP)}
    religious = sum(book.whole("pt-pendidikan-agama", title, "Jumlah") for title in (RA, MI, MTS, MA, PESANTREN, PASRAMAN))
    book.put("pt-pendidikan-prasarana", {
        "Gedung kampus PTN": (0, 0), "Gedung kampus PTS": (0, 0), "Gedung SMA/sederajat": (0, schools(SMA)),
        "Gedung SMP/sederajat": (0, schools(SMP)), "Gedung SD/sederajat": (0, schools(SD)),
        "Gedung TK": (rented[TK], schools(TK) - rented[TK]),
        "Gedung tempat bermain anak": (rented[PLAY_GROUP], schools(PLAY_GROUP) - rented[PLAY_GROUP]),
        "Lembaga pendidikan agama": (0, religious), "Perpustakaan keliling": (0, 0),
        "Perpustakaan desa/kelurahan": (0, int(luck.yes(.55))), "Taman bacaan": (0, luck.number(0, 2))})
