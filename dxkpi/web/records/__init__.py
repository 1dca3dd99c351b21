"""提出状況 and 変更履歴: who has handed in what, what each write changed, and the way back."""
