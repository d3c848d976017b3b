"""The Kubernetes versions that EKS sells."""

from datetime import datetime, timezone
from typing import Any

from .. import facts
from .cluster import Cluster
from .errors import bad_request, invalid


def describe(params: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = params.get("clusterVersions")
    status = params.get("versionStatus")
    return [
        told
        for told in map(_told, reversed(facts.minors()))
        if (not wanted or told["clusterVersion"] in wanted)
        and (not status or told["versionStatus"] == status)
        and (not params.get("defaultOnly") or told["defaultVersion"])
    ]


def next_minor(version: str) -> str:
    major, minor = version.split(".")
    return f"{major}.{int(minor) + 1}"


def assert_next(cluster: Cluster, version: str) -> None:
    if facts.minor(version) and next_minor(version) == cluster.version:
        # /version of an API server tells what was built, whatever it behaves as: eksctl would wait for the other in vain.
        bad_request(
            f"practice does not take a control plane back, as EKS would: {cluster.name} stays at {cluster.version}"
        )
    if not facts.minor(version) or version != next_minor(cluster.version):
        invalid(
            f"Unsupported Kubernetes minor version update from {cluster.version} to {version}"
        )
    _assert_nodes_near(cluster)


def _assert_nodes_near(cluster: Cluster) -> None:
    """EKS leaves its nodes at most two minor versions behind."""
    for group in cluster.nodegroups.values():
        behind = _number(cluster.version) - _number(group.facts["version"])
        if behind > 2:
            bad_request(
                f"Nodegroups {group.name} must be updated to match cluster version {cluster.version} before updating cluster version"
            )


def _number(version: str) -> int:
    return int(version.split(".")[1])


def _told(minor: dict[str, Any]) -> dict[str, Any]:
    return {
        "clusterVersion": minor["version"],
        "clusterType": "eks",
        "defaultPlatformVersion": "eks.1",
        "defaultVersion": minor["version"] == facts.default_minor(),
        "endOfStandardSupportDate": _day(minor["standardUntil"]),
        "endOfExtendedSupportDate": _day(minor["extendedUntil"]),
        "versionStatus": f"{minor['support'].upper()}_SUPPORT",
        "status": f"{minor['support']}-support",
        "kubernetesPatchVersion": minor["release"],
    }


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
