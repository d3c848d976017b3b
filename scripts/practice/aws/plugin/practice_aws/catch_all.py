"""A service whose every path leads to one class of responses: botocore's models say which action a request asks for."""

from types import SimpleNamespace
from typing import Any


def urls(response: type) -> Any:
    """What moto's backends call their module of addresses, as far as its server reads it."""
    return SimpleNamespace(
        url_paths={
            "{0}/$": response.dispatch,
            "{0}/(?P<path>.+)$": response.dispatch,
        },
    )
