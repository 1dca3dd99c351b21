"""What converters leave in a plain text: tags, marks of Markdown, bookmarks of Word."""

import html
import re

_BOOKMARK = re.compile(r"\[bookmark:[^\]]{0,200}\]")
_BREAK = re.compile(r"<(?:br|BR)\s*/?>|</(?:p|li|div|tr)>\s*(?=<(?:p|li|div|tr)\b)")
_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|caption|center|code|col|colgroup|dd|div|dl|dt|em|font|h[1-6]"
    r"|hr|i|img|ins|li|ol|p|s|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u"
    r"|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_PICTURE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)")
_EMPHASIS = re.compile(r"\*\*|(?<![\w＿])__|__(?![\w＿])")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")


def plain_text(text: str) -> str:
    """A line without tags, emphasis, pictures and bookmarks; <br> becomes a line break."""
    if "[bookmark:" in text:
        text = _BOOKMARK.sub("", text)
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
    if "![" in text:
        text = _PICTURE.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _EMPHASIS.sub("", text).replace("\xa0", " ")
