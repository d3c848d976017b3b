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


def change_of_version(cluster: Cluster, version: str) -> str:
    """What kind of change it is, where it is one that EKS makes."""
    if facts.minor(version) and version == next_minor(cluster.version):
        _assert_nodes_near(cluster)
        return "VersionUpdate"
    if next_minor(version) == cluster.version and cluster.updates.has_come_to(cluster.version):
        _assert_no_newer_nodes(cluster, version)
        return "VersionRollback"
    invalid(
        f"Unsupported Kubernetes minor version update from {cluster.version} to {version}"
    )


def _assert_nodes_near(cluster: Cluster) -> None:
    """EKS leaves its nodes at most two minor versions behind."""
    for group in cluster.nodegroups.values():
        behind = _number(cluster.version) - _number(group.facts["version"])
        if behind > 2:
            bad_request(
                f"Nodegroups {group.name} must be updated to match cluster version {cluster.version} before updating cluster version"
            )


def _assert_no_newer_nodes(cluster: Cluster, version: str) -> None:
    for group in cluster.nodegroups.values():
        if _number(group.facts["version"]) > _number(version):
            bad_request(
                f"Nodegroup {group.name} runs version {group.facts['version']}: take it back to {version} before the cluster"
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
