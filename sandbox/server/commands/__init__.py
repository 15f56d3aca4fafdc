"""What the command line needs that belongs to no room (cli.py hangs everything up).

examination.py        gladi doctor: what keeps a hall from going well
database_commands.py  gladi database check, distribute
banner.py             what `gladi start` prints
click_words.py        click's own words in the reader's language
"""
