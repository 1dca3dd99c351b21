"""Names of files made of somebody's words."""

from dxkpi.text.folding import without_unseen

_LONGEST = 60
_REFUSED = '<>:"/\\|?*'  # by Windows, on which the files are opened
_FULL_WIDTH = "＜＞：”／＼｜？＊"
_CONTROL = "".join(map(chr, range(32)))
_ACCEPTED = str.maketrans(_REFUSED, _FULL_WIDTH, _CONTROL)


def file_name(title: str) -> str:
    """A title as the name of a file: one line, at most 60 letters, without an ending."""
    one_line = " ".join(title.split())
    return safe_file_name(safe_file_name(one_line)[:_LONGEST])


def safe_file_name(text: str) -> str:
    """The text without what a file system refuses, as long as it is.

    Refused characters become full-width ones that look like them. Empty where nothing is left.
    """
    return without_unseen(text).translate(_ACCEPTED).strip(" .")


def file_name_of_book(*names: str) -> str:
    """The name of a plan book's file: 計画ブック-豊見城市-豊見城市DX推進計画.xlsx."""
    parts = [safe_file_name(name)[:_LONGEST] for name in names if name]
    return "-".join(["計画ブック", *parts]) + ".xlsx"
