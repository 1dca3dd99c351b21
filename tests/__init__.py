import dxkpi.workbook  # noqa: F401 (says how openpyxl is to be loaded, before any test loads it)
