"""使い方: what the numbers mean, who does what when, and the words. It needs no plan in
the store.
"""

from dxkpi.web.help import chapters

chapters.show_contents()
chapters.show_chapters()
