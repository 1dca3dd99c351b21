"""A plan's own papers as proposals for its document: blocks, tables, what they say.

Nothing here knows a city, a word of the screen or the store. What comes in is text that
was already taken out of a file; what goes out is document data with its passage and doubts.
"""
