"""Paper: what is printed, as PDF. It knows millimetres, letters and pictures, and nothing of who or what is on them.

size.py       the papers that a village office has: A4, and F4 (folio)
letters.py    the bundled fonts and the letters that they have; what they lack is folded, never dropped in silence
sheet.py      PaperSheet: a document of ours, with text that fits, stripes and QR codes
off_loop.py   a drawing made in a process of its own, so that the hall goes on meanwhile; worker.py is that process
fonts/        DejaVu, cut down to Latin, with its licence

A paper is a module with `draw(needed) -> bytes`, where `needed` is JSON; import it only there, as fpdf2 takes half a second.
"""
