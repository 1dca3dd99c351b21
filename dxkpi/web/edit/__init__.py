"""計画の編集: a plan's draft in forms, what it comes to, and its registration."""
