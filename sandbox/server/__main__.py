"""`python -m sandbox.server` is the console script `gladi`."""

import gc

if __name__ == "__main__":  # proving exercises imports this module again, in processes that need nothing of it
    gc.disable()  # what is imported stays; looking for rubbish in it took a sixth of a command's start
    from sandbox.server.cli import main

    gc.enable()
    main()
