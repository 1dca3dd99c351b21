"""計画書を読み取る: what a plan's own paper or a pasted table proposes, beside its passages."""
