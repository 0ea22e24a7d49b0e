"""`python -m serai` is the operator's command."""

from serai.cli import main

main()
