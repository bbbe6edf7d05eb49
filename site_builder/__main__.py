"""`python -m site_builder` is the command."""

from site_builder.cli import run

if __name__ == "__main__":  # a worker that is started anew imports this module
    run()
