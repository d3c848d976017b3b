"""Clients of this very server: what CloudFormation and EKS make, they make by AWS's own API."""

from threading import RLock
from typing import Any

from botocore.config import Config
from botocore.session import Session

from . import facts

VIA = "practice-via/"

_lock = RLock()
_session = Session()
_made: dict[tuple[str, ...], Any] = {}
_url: str = ""


def serve_at(url: str) -> None:
    global _url
    _url = url


def client(service: str, *, region: str, access_key: str, via: str) -> Any:
    """A client of a service, with the key of whoever asked; `via` tells the access log who asks in their place."""
    key = (service, region, access_key, via)
    with _lock:
        if key not in _made:
            _made[key] = _session.create_client(
                service,
                region_name=region,
                endpoint_url=_url,
                aws_access_key_id=access_key,
                aws_secret_access_key=facts.secret_key(),
                config=Config(
                    user_agent_extra=f"{VIA}{via}",
                    retries={"total_max_attempts": 1},
                    read_timeout=300,
                ),
            )
        return _made[key]
