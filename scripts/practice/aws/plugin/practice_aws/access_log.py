"""Which actions are asked for, and by whom: a line of JSON each, in the words of IAM."""

import json
import re
from io import BytesIO
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

from moto.core.request import Request
from moto.core.routing import get_service_router

from . import facts
from .clients import VIA

_CREDENTIAL = re.compile(
    r"Credential=(?P<key>[^/]+)/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/"
)
# What a service is called in IAM's actions, where it isn't what its requests are signed for.
_PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag"}
_REST = ("eks",)


class AccessLog:
    def __init__(self, path: str):
        self._path = path
        self._lock = Lock()

    def write(self, environ: dict[str, Any], status: str) -> None:
        line = _line(environ)
        if line is None:
            return
        text = json.dumps({**line, "status": int(status.split()[0])})
        with self._lock, open(self._path, "a", encoding="utf-8") as file:
            file.write(f"{text}\n")


def remember_body(environ: dict[str, Any]) -> None:
    """A body can be read once: it is kept, and put back."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else b""
    environ["practice.body"] = body
    environ["wsgi.input"] = BytesIO(body)


def _line(environ: dict[str, Any]) -> dict[str, Any] | None:
    signed = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not signed:
        return None
    agent = environ.get("HTTP_USER_AGENT", "")
    if f"app/{facts.host_program()}" in agent:
        # It looks each second, and nobody asked it to.
        return None
    service = signed["service"]
    via = re.search(rf"{VIA}(\w+)", agent)
    return {
        "action": f"{_PREFIXES.get(service, service)}:{_action(environ, service)}",
        "region": signed["region"],
        "key": signed["key"],
        "program": _program(agent),
        "via": via[1] if via else None,
        "path": environ.get("RAW_URI", environ.get("PATH_INFO", "")),
        "asked": _asked(environ),
    }


def _action(environ: dict[str, Any], service: str) -> str:
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.split(".")[-1]
    form = _form(environ)
    if "Action" in form:
        return form["Action"]
    if service not in _REST:
        return environ["REQUEST_METHOD"]
    request = Request({**environ, "wsgi.input": BytesIO(environ["practice.body"])})
    return str(get_service_router(service).match(request)[0].name)


def _asked(environ: dict[str, Any]) -> Any:
    form = _form(environ)
    if form:
        form.pop("TemplateBody", None)
        return form
    try:
        return json.loads(environ["practice.body"])
    except ValueError:
        return {}


def _form(environ: dict[str, Any]) -> dict[str, str]:
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        parsed = parse_qs(environ["practice.body"].decode())
    else:
        parsed = parse_qs(environ.get("QUERY_STRING", ""))
        if "Action" not in parsed:
            return {}
    return {key: values[0] for key, values in parsed.items()}


def _program(agent: str) -> str:
    if "eksctl" in agent:
        return "eksctl"
    return agent.split("/")[0]
