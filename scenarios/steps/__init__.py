"""What a bot can do: the steps of `solution` and `wrong_turns`.

base.py      BotStep: what every step promises       entering.py   enter, mend, fill, edit, drafts
looking.py   open, search, wait, answer              sending.py    submit, resend, withdraw, receipt
files.py     import, import_file, import_sheet       leaving.py    record_death, move_out, move_member, split_card
counter.py   tell                                    sheets.py     sheet, copy_page, copy_year, remove_state
deciding.py  doubts, doubles, adopt, hand_over
kinds.py     STEPS and AnyStep: those that each file names at its end

Start at base.py. A step is one class: its fields are its YAML, its docstring its line in the author's guide, `play` what the
bot does (bots/bot.py), `leads_to` the pages that the board then holds for right.
"""
