"""The server: moto's own, with the services that moto doesn't know, and a log of what is asked for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from flask import Flask
from moto.core.utils import convert_to_flask_response
from moto.moto_server.werkzeug_app import (
    BackendRequest,
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

from .access_log import AccessLog, remember_body
from .free_tier import FreeTierResponse

_OWN = {"freetier": FreeTierResponse}


class Application(DomainDispatcherApplication):
    def __init__(self, log: AccessLog | None):
        super().__init__(create_app)
        self.log = log

    def get_backend_for_host(self, host: str | None) -> Any:
        service = (host or "").split(".")[0]
        return service if service in _OWN else super().get_backend_for_host(host)

    def infer_service_region_host(
        self, environ: dict[str, Any], path: str
    ) -> str | None:
        # A presigned URL says in its query what others say in a header.
        query = parse_qs(environ.get("QUERY_STRING", ""))
        scope = query.get("X-Amz-Credential", [""])[0].split("/")
        if len(scope) == 5 and not environ.get("HTTP_AUTHORIZATION"):
            return f"{scope[3]}.{scope[2]}.amazonaws.com"
        return super().infer_service_region_host(environ, path)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        # A connection that is closed with something unread is reset, and the answer lost.
        remember_body(environ)
        start = _seen(environ, start_response, self.log) if self.log else start_response
        return super().__call__(environ, start)


def create_app(service: Any) -> Flask:
    if service not in _OWN:
        return create_backend_app(service)
    app = Flask(service)
    app.request_class = BackendRequest
    view = convert_to_flask_response(_OWN[service].dispatch)
    app.add_url_rule("/", methods=["POST"], view_func=view)
    return app


def serve(port: int, log: AccessLog | None) -> None:
    server = make_server(
        "127.0.0.1",
        port,
        Application(log),
        threaded=True,
        request_handler=QuietHandler,
    )
    server.serve_forever()


class QuietHandler(MotoRequestHandler):
    # Head and body of an answer leave together: in two parts, Go's clients at times lose the second.
    wbufsize = 1 << 20

    def log_request(self, *args: Any) -> None:
        """The access log says more."""


def _seen(environ: dict[str, Any], start_response: Any, log: AccessLog) -> Callable[..., Any]:
    def start(status: str, headers: Any, exc_info: Any = None) -> Any:
        log.write(environ, status)
        return start_response(status, headers, exc_info)

    return start
