"""使い方: what the numbers mean, and how everything is done."""
