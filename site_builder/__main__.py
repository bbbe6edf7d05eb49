"""`python -m site_builder` is the command."""

from site_builder.cli import run

run()
