"""アンケート取込: from the answers to the staff survey to the counts behind the 実感率."""
