"""`python -m sandbox` is the console script `gladi`."""

from sandbox.cli import main

if __name__ == "__main__":  # building villages imports this module again in its own processes
    main()
