"""Tests start hundreds of processes: what each of them compiles and reads is kept for the next, whatever the shell has set."""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
