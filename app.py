"""The server: Streamlit's ASGI app with a health check and security headers.

`dxkpi serve`, `streamlit run app.py` and `uvicorn app:app` all start it.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from dxkpi.settings import PROJECT
from dxkpi.web import server

app = st.App(
    PROJECT / "dxkpi" / "web" / "main.py",
    routes=[Route("/healthz", server.health)],
    middleware=[Middleware(server.SecurityHeaders), Middleware(server.PageHead)],
    lifespan=server.lifespan,
)
