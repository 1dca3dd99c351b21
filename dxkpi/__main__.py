"""`python -m dxkpi` is the same as `dxkpi`."""

from dxkpi.cli import main

main()
