"""For which widths in pixels a chart is drawn that has a card to itself."""

DRAWN_WIDTHS = (320, 390, 470, 640)
"""From each of them on the page shows the drawing that was laid out for it."""
