"""dxkpi: the KPI dashboard for Japanese cities' DX promotion plans."""
