"""The reverse proxy of docs/sign-in.md as a real nginx, with a single sign-on behind it."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dxkpi.settings import PROJECT

HOST = "kpi.localhost"
"""Stands for the city's own name: not the server's, and at home on every machine."""

COOKIE = "sso"
"""The cookie by which the single sign-on knows people: subject and name, quoted."""

_AROUND = """
daemon off;
user root;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""


@dataclass(frozen=True)
class Example:
    """What a page of the docs says of a proxy: nginx's part, and dxkpi's settings."""

    nginx: str
    settings: Mapping[str, str]

    @property
    def directives(self) -> list[str]:
        """nginx's part without remarks and spaces."""
        lines = [line.partition(" #")[0].split() for line in self.nginx.splitlines()]
        return [" ".join(words) for words in lines if words]


def example_of(page: str) -> Example:
    """The example on a page of the docs."""
    text = (PROJECT / "docs" / page).read_text("utf-8")
    [nginx] = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    before = text[: text.index("```nginx")]
    settings: dict[str, str] = {}
    for line in before[before.rindex("\n## ") :].splitlines():
        words = shlex.split(line, comments=True) if line.startswith("export ") else []
        settings |= dict(word.split("=", 1) for word in words[1:])
    return Example(nginx, settings)


def here(text: str, places: Mapping[str, str]) -> str:
    """A text with each of its places in the place of this machine's; each occurs once."""
    for place, own in places.items():
        assert text.count(place) == 1, place
        text = text.replace(place, own)
    return text


@contextmanager
def nginx(example: Example, folder: Path, port: int, server: str) -> Iterator[str]:
    """nginx with the example's part, on a port in front of a server; gives its address."""
    certificate, key = _certificate(folder)
    with single_sign_on() as sign_on:
        places = {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "server_name kpi.example.lg.jp": f"server_name {HOST}",
            "/etc/ssl/certs/kpi.example.lg.jp.pem": str(certificate),
            "/etc/ssl/private/kpi.example.lg.jp.key": str(key),
            "http://10.1.0.20:8501": server,
            "http://10.1.0.9": sign_on,
        }
        own = here(example.nginx, places)
        configuration = folder / "nginx.conf"
        configuration.write_text(_AROUND.format(folder=folder, server=own))
        command = [_program(), "-p", str(folder), "-c", str(configuration)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port, process)
            yield f"https://{HOST}:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _program() -> str:
    """Debian's nginx; without one the test is skipped with a hint, except in CI."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is not None:
        return program
    missing = "nginx is missing. On Debian or Ubuntu: apt-get install nginx-light"
    if os.environ.get("CI") == "true":
        raise RuntimeError(missing)
    pytest.skip(missing)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(1000):
        assert process.poll() is None, "nginx ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.02)
            continue
        return
    raise TimeoutError(port)


@contextmanager
def single_sign_on() -> Iterator[str]:
    """A service that says who sends a request, by a cookie; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _SingleSignOn) as service:
        thread = Thread(target=service.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{service.server_port}"
        service.shutdown()
        thread.join()


class _SingleSignOn(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        self.send_response(200)
        if cookie is not None:
            subject, name = unquote(cookie.value).split("/", 1)
            self.send_header("X-Sso-User", subject)
            self.send_header("X-Sso-Name", name.encode().decode("latin-1"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing is printed."""


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    begin = datetime(2020, 1, 1)  # noqa: DTZ001  # the library takes naive ones as UTC
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=36_500))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kind = serialization.PrivateFormat.PKCS8
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(pem))
    files[1].write_bytes(key.private_bytes(pem, kind, serialization.NoEncryption()))
    return files
