"""`python -m xlpy` is `xlpy`."""

from xlpy.cli.main import main

if __name__ == "__main__":
    main()
