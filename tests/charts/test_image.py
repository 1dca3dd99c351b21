"""Charts as picture files: drawn without a browser, and on servers without a Japanese font."""

import io
import re
import subprocess
import sys
import tomllib
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PIL import Image, ImageChops

from dxkpi import charts
from dxkpi.charts import fonts, image
from dxkpi.plan import Plan
from dxkpi.rules import PROFILES, judge
from dxkpi.settings import PROJECT
from dxkpi.web.common.downloads import Picture, PictureOrigin, pictures_file
from dxkpi.wording.language import Language

COLOURS = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))[
    "theme"
]["light"]["chartCategoricalColors"]
CAPTION = image.Caption(
    "電子決裁率", "見本県見本市（架空）\u3000令和6年度", "出典：見本市DX推進計画"
)
EVERY_KIND = "職員のDX推進実感率令和8年度①★◆◎●△▲→～㈱髙※潟葛鷗Ａｱ"


def spec(plan: Plan, code: str) -> dict[str, Any]:
    indicator = plan.indicator(code)
    assert indicator is not None
    years = plan.fiscal_years_of(indicator)
    course = [
        judge(indicator, year, due=True, profile=PROFILES["standard"]) for year in years
    ]
    if charts.chart_form(indicator) == "years":
        return charts.year_tiles(
            indicator, course, Language.ENGLISH, selected_year=2024
        )
    return charts.line_chart(
        indicator,
        course,
        Language.ENGLISH,
        place=plan.municipality.name,
        selected_year=2024,
    )


def png(spec: dict[str, Any], caption: image.Caption = CAPTION) -> Image.Image:
    return Image.open(io.BytesIO(image.png_picture(spec, caption, COLOURS))).convert(
        "RGB"
    )


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not white."""
    box = ImageChops.difference(
        picture, Image.new("RGB", picture.size, "white")
    ).getbbox()
    assert box is not None
    return box


def texts(svg: bytes) -> list[str]:
    return [
        "".join(element.itertext())
        for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


# --- The picture -----------------------------------------------------------------------------------------------------


def test_a_letter_that_no_svg_can_hold_does_not_end_the_process(
    sample_plan: Plan,
) -> None:
    cut = (
        {"values": [{"t": "a\x17b", "role": "ink"}]},
        {"values": [{"t": "𠮷野𠮷野𠮷野🏯🏯", "role": "ink"}]},
    )
    for data in cut:
        drawn = image.chart_svg(
            {
                **spec(sample_plan, "K04"),
                "layer": [
                    {
                        "data": data,
                        "mark": {"type": "text", "limit": 40},
                        "encoding": {"text": {"field": "t"}},
                    },
                ],
            },
            200,
            COLOURS,
        )
        assert "<text" in drawn
        assert "\x17" not in drawn


def test_a_picture_is_as_wide_as_a_slide_and_twice_as_fine_as_a_screen(
    sample_plan: Plan,
) -> None:
    picture = png(spec(sample_plan, "K04"))
    assert picture.width == 2 * 960
    assert 2 * 430 < picture.height < 2 * 600


def test_title_chart_and_source_are_all_drawn_with_a_margin_around(
    sample_plan: Plan,
) -> None:
    picture = png(spec(sample_plan, "K04"))
    margin = 2 * 24
    left, top, right, bottom = ink(picture)
    assert left >= margin - 4
    assert right <= picture.width - margin + 4
    assert top >= margin - 4
    assert bottom <= picture.height - margin + 4
    for begin, end in ((0, 120), (200, 900), (picture.height - 100, picture.height)):
        ink(picture.crop((0, begin, picture.width, end)))


def test_the_chart_has_the_light_theme_s_colours(sample_plan: Plan) -> None:
    colours = {
        pixel
        for _count, pixel in png(spec(sample_plan, "K04")).getcolors(1_000_000) or []
    }
    roles = dict(zip(charts.ROLES, COLOURS, strict=True))
    for role in ("actual", "path", "target", "surface"):
        assert tuple(bytes.fromhex(roles[role][1:])) in colours


def test_a_long_title_takes_as_many_lines_as_it_needs(sample_plan: Plan) -> None:
    longest = max((indicator.name for indicator in sample_plan.indicators), key=len)
    caption = image.Caption(longest, "", "W" * 200)
    drawn = texts(image.svg_picture(spec(sample_plan, "K04"), caption, COLOURS))
    assert "".join(drawn).startswith(longest)
    picture = png(spec(sample_plan, "K04"), caption)
    assert ink(picture)[2] <= picture.width - 2 * 24 + 4


@pytest.mark.parametrize("code", ["K01", "K07", "K14", "K20"])
def test_an_svg_is_well_formed_and_its_text_stays_text(
    sample_plan: Plan, code: str
) -> None:
    drawn = image.svg_picture(spec(sample_plan, code), CAPTION, COLOURS)
    found = texts(drawn)
    assert found[:3] == [CAPTION.title, CAPTION.subtitle, CAPTION.source]
    assert "FY2024" in found
    assert ET.fromstring(drawn).get("width") == "960"


def test_an_svg_names_fonts_that_windows_has_and_refers_to_nothing_outside(
    sample_plan: Plan,
) -> None:
    drawn = image.svg_picture(spec(sample_plan, "K04"), CAPTION, COLOURS).decode()
    families = set(re.findall(r'font-family="([^"]*)"', drawn))
    assert families == {"'BIZ UDPGothic', 'Yu Gothic', Meiryo, sans-serif"}
    assert set(re.findall(r"https?://[^\"' ]+", drawn)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert not re.search(r"href|<image|<script|@import", drawn)


def test_an_svg_says_in_words_what_it_shows(sample_plan: Plan) -> None:
    chart = spec(sample_plan, "K04")
    root = ET.fromstring(image.svg_picture(chart, CAPTION, COLOURS))
    assert root.findtext("{http://www.w3.org/2000/svg}title") == CAPTION.title
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == chart["description"]


def test_other_people_s_words_are_no_markup(sample_plan: Plan) -> None:
    hostile = image.Caption("<script>&\"'</svg>", "]]><!--", "&amp;\x01\ufffe")
    found = texts(image.svg_picture(spec(sample_plan, "K04"), hostile, COLOURS))
    assert {hostile.title, hostile.subtitle, "&amp;"} <= set(found)
    assert png(spec(sample_plan, "K04"), hostile)


def test_pictures_asked_for_at_the_same_time_are_the_same(sample_plan: Plan) -> None:
    chart = spec(sample_plan, "K04")
    with ThreadPoolExecutor(4) as pool:
        drawn = list(
            pool.map(lambda _n: image.png_picture(chart, CAPTION, COLOURS), range(8))
        )
    assert len(set(drawn)) == 1


# --- The font ----------------------------------------------------------------------------------------------------------

DRAW_LETTERS = """
import sys
from pathlib import Path
import vl_convert
from dxkpi.text.width import broken_lines
from dxkpi.charts import fonts, image
folder, letters = Path(sys.argv[1]), sys.argv[2]
fonts.register_fonts()
for weight in (400, 700):
    for n, letter in enumerate(letters):
        text = f'<text x="8" y="48" font-size="40" font-weight="{weight}" font-family="{image.FONTS}">{letter}</text>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">{text}</svg>'
        (folder / f"{weight}-{n}.png").write_bytes(vl_convert.svg_to_png(svg))
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[bytes]]:
    """Every kind of letter in both weights, then one that the font lacks, drawn where the system has no fonts."""
    folder = tmp_path_factory.mktemp("letters")
    none = tmp_path_factory.mktemp("no-fonts")
    settings = none / "fonts.conf"
    settings.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{none}</dir></fontconfig>", "utf-8"
    )
    missing = "\ue000"
    subprocess.run(
        [sys.executable, "-c", DRAW_LETTERS, str(folder), EVERY_KIND + missing],
        env={
            "FONTCONFIG_FILE": str(settings),
            "PYTHONPATH": str(PROJECT),
            "SYSTEMROOT": "",
        },
        check=True,
        cwd=PROJECT,
    )
    pictures = {
        weight: [folder / f"{weight}-{n}.png" for n in range(len(EVERY_KIND) + 1)]
        for weight in (400, 700)
    }
    return {
        weight: [Image.open(path).getchannel("A").tobytes() for path in paths]
        for weight, paths in pictures.items()
    }


@pytest.mark.parametrize("weight", [400, 700])
def test_every_letter_is_drawn_without_any_font_of_the_system(
    letters: dict[int, list[bytes]], weight: int
) -> None:
    *drawn, missing = letters[weight]
    assert all(any(letter) for letter in drawn)
    assert missing not in drawn
    assert len(set(drawn)) == len(set(EVERY_KIND))


def test_bold_is_bold_in_every_part_of_the_font(
    letters: dict[int, list[bytes]],
) -> None:
    for letter, regular, bold in zip(
        EVERY_KIND, letters[400], letters[700], strict=False
    ):
        if unicodedata.category(letter).startswith("L"):
            assert sum(bold) > 1.08 * sum(regular), letter


def test_the_font_is_put_together_again_when_someone_tidied_its_folder_away(
    sample_plan: Plan,
) -> None:
    chart = spec(sample_plan, "K04")
    before = image.png_picture(chart, CAPTION, COLOURS)
    fonts.discard_fonts()
    assert not fonts.font_folder().exists()
    assert image.png_picture(chart, CAPTION, COLOURS) == before


# --- Several pictures --------------------------------------------------------------------------------------------------


def test_several_pictures_come_as_a_zip_that_names_each(sample_plan: Plan) -> None:
    chart = spec(sample_plan, "K04")
    titles = ["電子決裁率", "電子決裁率", 'A/B: "<x>" ' + "長" * 100]
    packed = pictures_file(
        [Picture(title, chart) for title in titles],
        PictureOrigin("見本市", "出典"),
        "svg",
    )
    with ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        first = archive.read(names[0])
    assert names[:2] == ["01 電子決裁率.svg", "02 電子決裁率.svg"]
    assert re.fullmatch(r"03 A／B： ”＜x＞” 長{40,60}\.svg", names[2])
    assert texts(first)[0] == "電子決裁率"


def test_what_one_must_know_to_read_a_chart_stands_in_its_picture(
    sample_plan: Plan,
) -> None:
    picture = Picture("電子決裁率", spec(sample_plan, "K04"), "縦軸は30%から")
    drawn = pictures_file(
        [picture], PictureOrigin("見本県見本市\u3000令和6年度", "出典：計画"), "svg"
    )
    assert texts(drawn)[:2] == [
        "電子決裁率",
        "見本県見本市\u3000令和6年度\u3000縦軸は30%から",
    ]


def test_a_halo_lies_behind_its_letters_for_programs_that_paint_edges_last(
    sample_plan: Plan,
) -> None:
    picture = image.svg_picture(spec(sample_plan, "K04"), CAPTION, COLOURS).decode()
    edged = re.findall(
        r'<text[^>]*stroke="[^>]*>([^<]*)</text><text ([^>]*)>([^<]*)<', picture
    )
    assert edged
    for behind, look, letters in edged:
        assert behind == letters
        assert "stroke=" not in look
    assert not re.search(r'<text[^>]*fill="[^>]*stroke="', picture)
