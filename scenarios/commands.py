"""gladi scenario: the library for its authors."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
from flask_babel import gettext as _

from scenarios.file import guide, json_schema, told
from scenarios.file.loader import FAULT_KINDS, SCHEMA, Loaded, ScenarioError, free_number, library, load, meant, renamed
from scenarios.file.loader import files as library_files
from scenarios.file.schema import Scenario
from scenarios.file.warnings import warnings
from scenarios.planting.base import Plant
from scenarios.planting.kinds import PLANTED
from scenarios.proof import chromium
from scenarios.proof.explore import Explored
from scenarios.proof.playing import StageFor
from scenarios.proof.proof import THOROUGH, USUAL, Proof
from scenarios.proof.together import Proved, prove_files

PLANT_KINDS = tuple(kind.slug() for kind in PLANTED)
NEW = """\
# yaml-language-server: $schema=../../scenario.schema.json
# Panduan: docs/scenarios.md
id: {id}
number: "{number}"
title: Judul yang pendek
skill: pulihkan-kiriman
block: Kiriman
minutes: 10
for: [sekdes, operator]
brief: |
  Kirim data keluarga {{{{ kk.no_kk }}}} ({{{{ kk.head }}}}) ke kecamatan.
given:
  - pick: household
    as: kk
    where: {{members: {{min: 2, max: 6}}, sendable: true}}
faults:
  - kind: stall
    as: macet
    on: {{action: submit, record: kk, nth: 1}}
    until: {{action: resend, record: kk}}
    stage: queued
    shows: {{code: GW-504, fate: unknown, status: 504, look: outbox, text: "Kiriman {{{{ ref }}}} tertahan sejak {{{{ jam }}}}."}}
goals:
  - id: sampai
    text: Kiriman yang tertahan dikirim lagi dan tervalidasi, dan hanya satu
    check: {{submissions: {{record: kk, stage: validated, resent: {{min: 1}}}}, count: 1}}
mistakes:
  - id: kirim-ganda
    text: >-
      Ada dua kiriman untuk keluarga ini. Tidak apa-apa: buka salah satunya dari Kotak Keluar, tulis alasannya,
      lalu tekan Batalkan kiriman.
    check: {{doubled: kk}}
hints:
  - Lihat daftar kiriman Anda, bukan formulirnya.
debrief: Satu kalimat untuk dibawa pulang.
trainers:
  happens: kiriman tertahan sampai dikirim lagi
  asks: Satu pertanyaan penutup?
solution:
  - submit: kk
  - open: outbox
  - resend: kk
  - wait: {{record: kk, stage: validated}}
wrong_turns:
  - mistake: kirim-ganda
    steps:
      - submit: kk
      - open: outbox
      - submit: kk
    repair:
      - withdraw: kk
      - resend: kk
      - wait: {{record: kk, stage: validated}}
"""


def make_group(stage_for: StageFor, new_folder: Callable[[], Path] = Path.cwd) -> click.Group:
    """The command group. `stage_for` sets up throwaway instances for `check`; `new` writes into `new_folder()`."""

    @click.group()
    def scenario() -> None:
        """Pustaka latihan: daftar, periksa, buat baru."""

    @scenario.command("list")
    @click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
    def list_(as_json: bool) -> None:
        """Daftar semua latihan di pustaka."""
        rows = [_row(loaded) for loaded in library().values()]
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            minutes = _("%(n)s menit", n=row["minutes"])
            click.echo(f"{row['number']:>5}  {row['id']:<32} {minutes:>9}  {row['title']}")

    @scenario.command()
    @click.argument("named", metavar="[LATIHAN]...", nargs=-1)
    @click.option("--explore", is_flag=True,
                  help="Coba juga apa yang bisa dilakukan orang sesudah gangguan: tidak boleh ada jalan buntu.")
    @click.option("--thorough", is_flag=True,
                  help="Lebih dalam: 20 undian, 200 bot yang menekan sembarang tombol untuk tiap latihan, dan --explore.")
    @click.option("--browser", is_flag=True,
                  help="Mainkan juga solution di Chromium: dari LATIHAN yang disebut, atau dari satu latihan tiap blok.")
    @click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
    @click.pass_context
    def check(context: click.Context, named: tuple[str, ...], explore: bool, thorough: bool, browser: bool,
              as_json: bool) -> None:
        """Buktikan latihan: semua di pustaka, atau LATIHAN yang disebut: file, folder, id, nomor, atau folder bloknya."""
        if browser and not chromium.is_there():
            raise click.ClickException(_(
                "--browser memerlukan Playwright (pip install playwright) dan Chromium (di Debian: chromium-headless-shell)."))
        proved, paths = [], list(dict.fromkeys(path for each in named for path in _meant(each))) or library_files()
        depth = THOROUGH if thorough else replace(USUAL, exploring=explore)
        with click.progressbar(length=len(paths), file=sys.stderr, show_pos=True) as bar:
            for each in prove_files(paths, stage_for, depth):
                proved.append(each)
                bar.update(1)
        if browser:
            _play_in_chromium([each.proof for each in proved], paths, stage_for, every=bool(named))
        written = {each.proof.id: _written(path) for path, each in zip(paths, proved, strict=True)}
        if as_json:
            click.echo(json.dumps([{**asdict(each.proof), **asdict(written[each.proof.id])} for each in proved],
                                  ensure_ascii=False, indent=2))
        else:
            _tell(proved, written)
            _count(written.values(), unused=not named)
        if not all(each.proof.ok for each in proved):
            context.exit(1)

    @scenario.command()
    @click.argument("scenario_id", metavar="ID")
    @click.option("--kind", type=click.Choice(sorted((*FAULT_KINDS, *PLANT_KINDS))), metavar="KIND",
                  help="Mulai dari latihan terpendek yang memakai gangguan atau keadaan awal itu.")
    def new(scenario_id: str, kind: str | None) -> None:
        """Tulis kerangka latihan baru ID.yaml di folder ini."""
        path = new_folder() / f"{scenario_id}.yaml"
        if path.exists():
            raise click.ClickException(_("%(name)s sudah ada; pilih nama lain.", name=path.name))
        path.write_text(pattern(kind, scenario_id) if kind else _frame(scenario_id), encoding="utf-8")
        try:
            load(path)
        except ScenarioError as error:
            path.unlink()
            raise click.ClickException(f"{error}") from error
        click.echo(_("%(path)s ditulis. Ubah isinya, lalu: python3 start.py scenario check %(path)s", path=path))

    @scenario.command()
    @click.argument("named", metavar="LATIHAN")
    @click.option("--file", "as_file", is_flag=True, help="Filenya sendiri, sebagai contoh.")
    def show(named: str, as_file: bool) -> None:
        """Lembar pelatih untuk LATIHAN (id, nomor, file, atau folder): tugas, gangguan, tujuan, kekeliruan, petunjuk."""
        for path in _meant(named):
            loaded = load(path)
            if as_file:
                click.echo(loaded.text, nl=False)
                continue
            for line in told.lines(told.sheet(loaded.scenario)):
                click.echo(line)

    @scenario.command()
    def schema() -> None:
        """Tulis ulang scenario.schema.json, untuk penyunting teks, dan tabel latihan di panduan pelatih."""
        for path, text in {SCHEMA: json_schema.text(), **guide.texts(library())}.items():
            path.write_text(text, encoding="utf-8")
            click.echo(_("%(path)s ditulis.", path=path))

    return scenario


def _frame(scenario_id: str) -> str:
    return NEW.format(id=scenario_id, number=free_number())


def _meant(named: str) -> list[Path]:
    """The files that are meant by it, one at least."""
    if found := meant(named):
        return found
    raise click.ClickException(_("Latihan %(id)s tidak ada di pustaka. Lihat: python3 start.py scenario list", id=named))


def _play_in_chromium(proofs: Sequence[Proof], paths: Sequence[Path], stage_for: StageFor, *, every: bool) -> None:
    """Add to proofs that are green what is wrong in Chromium: to `every` one, or to those of a sample."""
    green = {proof.id: proof for proof in proofs if proof.ok}
    chosen = [load(path) for path in paths if path.stem in green]
    with stage_for([], in_files=True) as stage:
        for loaded, problems in chromium.played(chosen if every else chromium.sample(chosen), stage):
            proof = green[loaded.scenario.id]
            proof.problems.extend(problems)
            proof.ok = not problems


def pattern(kind: str, scenario_id: str) -> str:
    """The shortest exercise that uses that fault or planted state, under another id and number: proved as it stands.

    The plain frame where it is a new kind that no exercise uses yet.
    """
    using = [each for each in library().values() if kind in _uses(each.scenario)]
    if not using:
        return _frame(scenario_id)
    text = min((each.text for each in using), key=len)
    return renamed(text, scenario_id)


def _uses(scenario: Scenario) -> set[str]:
    return {fault.slug() for fault in scenario.faults} | {
        given.slug() for given in scenario.given if isinstance(given, Plant)}


def _explored(found: Explored) -> str:
    """How far it was looked, what was left over included."""
    return _("%(states)s keadaan dicapai dengan %(deeds)s langkah, %(left)s dicoba semua langkahnya, "
             "%(unasked)s belum ditemukan jalannya",
             states=found.states, deeds=found.deeds, left=found.left, unasked=found.unasked)


def _row(loaded: Loaded) -> dict[str, object]:
    scenario = loaded.scenario
    return {"number": scenario.number, "id": scenario.id, "title": scenario.title, "minutes": scenario.minutes,
            "skill": scenario.skill, "block": scenario.block, "for": list(scenario.roles), "hash": loaded.hash}


@dataclass(frozen=True)
class ProvedFile:
    """What the proof of a file tells besides: its block, the faults and planted states that it uses, and what has no effect."""

    block: str = ""
    kinds: Sequence[str] = ()
    warnings: Sequence[str] = ()


def _written(path: Path) -> ProvedFile:
    """Nothing of a file that cannot be loaded, whose problems are told."""
    try:
        loaded = load(path)
    except ScenarioError:
        return ProvedFile()
    return ProvedFile(str.__str__(loaded.scenario.block), sorted(_uses(loaded.scenario)), warnings(loaded, path))


def _count(written: Collection[ProvedFile], *, unused: bool) -> None:
    """How many exercises each block has, and how many use each kind; with `unused` the kinds that none does."""
    blocks = Counter(each.block for each in written if each.block)
    kinds = Counter(kind for each in written for kind in each.kinds)
    click.echo(_("Menurut blok: %(counts)s", counts=_counts(blocks)))
    click.echo(_("Menurut gangguan dan keadaan awal: %(counts)s", counts=_counts(kinds)))
    if unused and (left := sorted({*FAULT_KINDS, *PLANT_KINDS} - set(kinds))):
        click.echo(_("Belum dipakai latihan mana pun: %(kinds)s", kinds=", ".join(left)))


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in found.most_common())


def _tell(proved: Sequence[Proved], written: Mapping[str, ProvedFile]) -> None:
    """A line of each, what is wrong and what has no effect below it, and what all of it took."""
    for proof, seconds in proved:
        told = _("%(goals)s tujuan, %(turns)s jalan keliru", goals=proof.goals, turns=len(proof.wrong_turns))
        click.echo(f"{'✓' if proof.ok else '×'} {proof.id:<32} {told:<26} {seconds:6.1f}")
        if proof.explored is not None:
            click.echo(f"    {_explored(proof.explored)}")
        for problem in proof.problems:
            click.echo(f"    {problem}")
        for warning in written[proof.id].warnings:
            click.echo(f"    {_('Peringatan: %(warning)s', warning=warning)}")
    click.echo(_("%(count)s latihan, %(wrong)s bermasalah, %(seconds)s detik prosesor", count=len(proved),
                 wrong=sum(not each.proof.ok for each in proved), seconds=round(sum(each.seconds for each in proved))))
