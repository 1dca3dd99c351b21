"""私の課: one 課 with everything that is its own."""
