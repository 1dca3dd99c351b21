"""The parts of the sheet, each worked out and cut to what a sheet can hold."""
