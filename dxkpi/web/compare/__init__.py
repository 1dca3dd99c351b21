"""団体比較: the plans of several cities side by side."""
