#!/usr/bin/env python3
from site_builder.cli import run

if __name__ == "__main__":
    run()
