"""`python -m sandbox.server` is the console script `gladi`."""

import gc


def main() -> None:
    """Run the command of `sys.argv`."""
    gc.disable()  # what is imported stays; looking for rubbish in it, now and again at the end, took a third of a short command
    from sandbox.server.cli import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":  # proving exercises imports this module again, in processes that need nothing of it
    main()
