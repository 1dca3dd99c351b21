"""What the reader of this run sees of each city: asked of the store once a run.

Outside of a run nobody is known, so it is what was released. What is made later, such as
a file that is asked for, goes by the sight that its `View` was opened with.
"""

from contextvars import ContextVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

from dxkpi.plan.sight import ONLY_RELEASED, CitySight, SeenState
from dxkpi.store import EVERY_CITY, CityReach, Store

_reader_sight: ContextVar[CitySight | None] = ContextVar("reader_sight", default=None)


def see(sight: CitySight | None) -> None:
    """Use this sight for the rest of the run; None: ask the store anew."""
    _reader_sight.set(sight)


def reader_sight(store: Store) -> CitySight:
    """What whoever is at the other end of this page's connection sees."""
    sight = _reader_sight.get()
    if sight is None and get_script_run_ctx(suppress_warning=True) is None:
        return ONLY_RELEASED
    if sight is None:
        from dxkpi import actions  # not before the server answers: it brings much
        from dxkpi.web.sign_in.reader import actor_as_read

        sight = actions.sight_of(store, actor_as_read())
        see(sight)
    return sight


def reach_of(sight: CitySight) -> CityReach:
    """The cities of which somebody sees more than what was released."""
    if sight.everywhere is not SeenState.RELEASED:
        return EVERY_CITY
    codes = {code for code, state in sight.in_cities if state is not SeenState.RELEASED}
    return CityReach(frozenset(codes))
