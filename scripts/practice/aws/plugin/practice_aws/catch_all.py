"""A service whose every path leads to one class of responses: botocore's models say which action a request asks for."""

from types import SimpleNamespace
from typing import Any


def urls(response: type, host: str) -> Any:
    """What moto's backends call their module of addresses."""
    return SimpleNamespace(
        url_bases=[rf"https?://{host}\.(.+)\.amazonaws\.com"],
        url_paths={
            "{0}/$": response.dispatch,
            "{0}/(?P<path>.+)$": response.dispatch,
        },
    )
