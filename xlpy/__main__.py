"""The console scripts `xl` and `xlpy`, and `python -m xlpy`."""

import gc


def main() -> None:
    """Import the command line with the garbage collector off, then run it."""
    gc.disable()  # what is imported stays: looking through it over and over costs 5 % of `xl list`
    from xlpy.cli.main import main as run

    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # what commands import on the way stays as well
    gc.enable()
    run()


if __name__ == "__main__":
    main()
