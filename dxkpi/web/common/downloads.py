"""What a page shows as files to take away: the numbers as CSV, the charts as PNG and SVG."""

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from dxkpi.charts import image
from dxkpi.text.file_names import file_name
from dxkpi.web.common.language import _, current_language, speak
from dxkpi.web.common.markdown import SEPARATOR
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import full_city_name

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of an .xlsx file."""

PictureFormat = Literal["png", "svg"]

_DRAW = {"png": image.png_picture, "svg": image.svg_picture}
_PICTURE_TYPES = {"png": "image/png", "svg": "image/svg+xml"}
_CSV_ICON, _PICTURE_ICON = ":material/table:", ":material/image:"


class Picture(NamedTuple):
    """A chart to take away: its title, and what one must know to read it."""

    title: str
    spec: dict[str, Any]
    note: str = ""


class PictureOrigin(NamedTuple):
    """Whose and of which year pictures are, and where they come from.

    A picture is seen without the page.
    """

    subject: str
    source: str


def offer_downloads(
    view: View,
    name: str,
    pictures: Sequence[Picture],
    csv: Callable[[View], bytes],
    several: PictureOrigin | None = None,
    *,
    with_year: bool = True,
) -> None:
    """Offer what was just shown: figures as CSV, charts as PNG and SVG, several in one zip.

    A file is made when it is asked for, outside the page's run, so in the language the
    page was in. `name` stands in the file's name between municipality and year (none on
    a page of no year); `several` is the origin of pictures of several municipalities.
    """
    stem = f"{view.file_stem}-{file_name(name)}"
    if with_year and several is None:
        stem += f"-{view.year}"
    keys = WidgetKeys(name)
    with st.container(horizontal=True, gap="small"):
        _offer_file(
            _("Figures (CSV)"),
            partial(csv, view),
            f"{stem}.csv",
            "text/csv",
            _CSV_ICON,
            keys.key("csv"),
        )
        if not pictures:
            return
        origin = several or _origin_of_view(view)
        _offer_pictures(_("Picture (PNG)"), "png", pictures, origin, stem, keys)
        _offer_pictures(_("Picture (SVG)"), "svg", pictures, origin, stem, keys)


def _offer_pictures(
    label: str,
    form: PictureFormat,
    pictures: Sequence[Picture],
    origin: PictureOrigin,
    stem: str,
    keys: WidgetKeys,
) -> None:
    draw = partial(pictures_file, pictures, origin, form)
    if len(pictures) == 1:
        name, mime = f"{stem}.{form}", _PICTURE_TYPES[form]
    else:
        name, mime = f"{stem}-{form}.zip", "application/zip"
    _offer_file(label, draw, name, mime, _PICTURE_ICON, keys.key(form))


def _offer_file(
    label: str, make: Callable[[], bytes], name: str, mime: str, icon: str, key: str
) -> None:
    st.download_button(
        label,
        partial(_make_in_language, current_language(), make),
        file_name=name,
        mime=mime,
        icon=icon,
        type="tertiary",
        on_click="ignore",
        key=key,
    )


def _make_in_language(language: Language, make: Callable[[], bytes]) -> bytes:
    speak(language)
    return make()


def _origin_of_view(view: View) -> PictureOrigin:
    name = full_city_name(view.city, current_language())
    source = view.plan.about.source or view.plan.about.title
    return PictureOrigin(
        name + SEPARATOR + current_language().fiscal_year_title(view.year),
        _("Source: {source}", source=source),
    )


def pictures_file(
    pictures: Sequence[Picture], origin: PictureOrigin, form: PictureFormat
) -> bytes:
    """The one picture, or a zip of several in the order of the page."""
    drawn = [_draw_picture(picture, origin, form) for picture in pictures]
    if len(drawn) == 1:
        return drawn[0]
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for n, (picture, content) in enumerate(zip(pictures, drawn, strict=True), 1):
            archive.writestr(f"{n:02} {file_name(picture.title)}.{form}", content)
    return packed.getvalue()


def _draw_picture(
    picture: Picture, origin: PictureOrigin, form: PictureFormat
) -> bytes:
    subtitle = SEPARATOR.join(part for part in (origin.subject, picture.note) if part)
    caption = image.Caption(picture.title, subtitle, origin.source)
    colours = st.get_option("theme.light.chartCategoricalColors")
    return _DRAW[form](picture.spec, caption, colours)
