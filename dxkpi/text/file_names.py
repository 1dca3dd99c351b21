"""Names of files made of somebody's words."""

_LONGEST = 60
_REFUSED_AS_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")


def file_name(title: str) -> str:
    """A title as every system takes it for a file's name, without an ending."""
    accepted = title.translate(_REFUSED_AS_WIDE)
    one_line = " ".join(accepted.split())
    return one_line[:_LONGEST].strip(" .")
