"""The yearly form as an Excel workbook: made (`template`), read (`reader`), and given
back with marks (`marked`).
"""
