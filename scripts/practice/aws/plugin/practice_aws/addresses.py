"""Addresses of instances. Public ones begin as practice says: each leads to loopback, and each to a node of its own."""

from collections import defaultdict
from ipaddress import ip_network
from itertools import count
from typing import Any

_FIRST = 10
_IN_A_RANGE = 200
_public = count()
_private: dict[str, Any] = defaultdict(count)
_prefix: str = ""


def begin_with(prefix: str) -> None:
    global _prefix
    _prefix = prefix


def lead_to_loopback(instance: Any) -> None:
    interface = instance.nics[0]
    if not interface.public_ip:
        return
    third, fourth = divmod(next(_public), _IN_A_RANGE)
    interface.public_ip = f"{_prefix}.{third}.{fourth + _FIRST}"


def private_address(subnet: Any) -> str:
    """One that no earlier instance had: a node's name is made of it, and the earlier node may still be leaving."""
    network = ip_network(subnet.cidr_block)
    places = network.num_addresses - 2 * _FIRST
    return str(network[_FIRST + next(_private[subnet.id]) % places])
