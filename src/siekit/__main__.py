"""`python -m siekit` is the same as `siekit`."""

from siekit.cli.main import main

if __name__ == "__main__":
    main(prog_name="siekit")
