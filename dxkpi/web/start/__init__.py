"""計画をはじめる: whose plan, which years, and the way in which its contents come in."""
