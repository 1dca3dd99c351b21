"""実績の登録: a year's figures handed in, by file or typed, checked, shown before they
are stored, and registered.
"""
