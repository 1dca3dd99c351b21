"""Measurements as ratios, each against a plain way of doing the same in the same run. `make bench` prints the table."""
