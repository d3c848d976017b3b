"""Public addresses of instances, below 127.100: each leads to loopback, and each to a node of its own."""

from itertools import count
from typing import Any

_numbers = count(10)
_IN_A_RANGE = 200


def lead_to_loopback(instance: Any) -> None:
    interface = instance.nics[0]
    if not interface.public_ip:
        return
    third, fourth = divmod(next(_numbers) - 10, _IN_A_RANGE)
    interface.public_ip = f"127.100.{third}.{fourth + 10}"
