"""`python -m sandbox.server` is the console script `gladi`."""

from sandbox.server.cli import main

if __name__ == "__main__":  # building villages imports this module again in its own processes
    main()
