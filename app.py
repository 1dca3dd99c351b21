"""The server: Streamlit's ASGI app with a health check and security headers.

`dxkpi serve`, `streamlit run app.py` and `uvicorn app:app` all start it.
"""

import streamlit as st
from starlette.middleware import Middleware

from dxkpi.settings import PACKAGE
from dxkpi.web.base_path import BasePath
from dxkpi.web.packed_files import PackedFiles
from dxkpi.web.page_head import PageHead
from dxkpi.web.routes import routes
from dxkpi.web.security_headers import SecurityHeaders
from dxkpi.web.server import lifespan
from dxkpi.web.sign_in.identify import Identify
from dxkpi.web.sign_in.return_from_provider import ReturnFromProvider
from dxkpi.web.unknown_paths import UnknownPaths

app = st.App(
    PACKAGE / "web" / "main.py",
    routes=routes(),
    middleware=[
        Middleware(BasePath),
        Middleware(Identify),
        Middleware(ReturnFromProvider),
        Middleware(SecurityHeaders),
        Middleware(UnknownPaths),
        Middleware(PackedFiles),
        Middleware(PageHead),
    ],
    lifespan=lifespan,
)
