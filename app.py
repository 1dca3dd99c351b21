"""The server: Streamlit's ASGI app with a health check and security headers.

`dxkpi serve`, `streamlit run app.py` and `uvicorn app:app` all start it.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from dxkpi.settings import PROJECT
from dxkpi.web.health import answer_health
from dxkpi.web.packed_files import PackedFiles
from dxkpi.web.page_head import PageHead
from dxkpi.web.security_headers import SecurityHeaders
from dxkpi.web.server import lifespan

app = st.App(
    PROJECT / "dxkpi" / "web" / "main.py",
    routes=[Route("/healthz", answer_health)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(PackedFiles),
        Middleware(PageHead),
    ],
    lifespan=lifespan,
)
