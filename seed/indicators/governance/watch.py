"""The neighbourhood watch (siskamling), as Potensi has it: pt-aman-hansip, pt-aman-swakarsa, pt-lembaga-masyarakat."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.words import THERE, there


def fill_watch(book: Book, census: Census) -> None:
    rng, this_year = census.fixed("governance watch"), census.dice("governance watch")
    guards = sum(book.whole("pt-aman-hansip", row) for row in ("Jumlah anggota hansip", "Jumlah anggota satgas linmas"))
    patrols = book.get("pt-aman-hansip", "Pelaksanaan siskamling") == THERE
    posts = book.whole("pt-aman-hansip", "Jumlah pos kamling")
    neighbourhoods = book.whole("pt-lembaga-masyarakat", "Rukun Tetangga", "Jumlah lembaga")
    has_schedule, has_list, has_post = (rng.random(3) < (.85, .7, .25)).tolist()
    book.put("tp-aman-siskamling", {
        "Organisasi siskamling": book.get("pt-aman-hansip", "Pelaksanaan siskamling"),
        "Organisasi pertahanan sipil dan perlindungan masyarakat": book.get("pt-aman-hansip", "Keberadaan hansip dan linmas"),
        "RT yang ada siskamling/pos ronda": min(posts, neighbourhoods) if patrols else 0,
        "Anggota hansip dan linmas": guards,
        "Jadwal kegiatan siskamling dan pos ronda": there(patrols and has_schedule),
        "Buku anggota hansip dan linmas": there(guards > 0 and has_list),
        "Kelompok satpam swasta": int(book.get("pt-aman-swakarsa", "Keberadaan satpam swakarsa") == THERE),
        "Pembinaan siskamling oleh pengurus dan kades/lurah": int(this_year.integers(1, 7)) if patrols else 0,
        "Pos jaga induk desa/kelurahan": int(patrols and has_post)})
