"""The sentence of 指標."""

from tests.support.apptest import Open


def test_the_sentence_counts_what_needs_attention_and_names_who_has_most(
    visit: Open,
) -> None:
    at = visit(city="999997", plan="dx-2023", year="2025")
    assert (
        at.header[0].value
        == "注意が必要なのは7指標です。人事課が3指標を受け持っています。"
    )


def test_nothing_is_said_while_nothing_is_judged(visit: Open) -> None:
    at = visit(city="422096")
    assert not [header for header in at.header if "注意" in header.value]
