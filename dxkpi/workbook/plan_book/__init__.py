"""The plan book (計画ブック): a whole plan as an Excel workbook, written and read.

Everything that the plan document holds goes out and comes back. What is written in the
cells is read through the same door as a document in YAML.
"""
