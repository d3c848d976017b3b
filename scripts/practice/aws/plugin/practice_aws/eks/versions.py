"""The Kubernetes versions that EKS sells."""

from datetime import datetime, timezone
from typing import Any

from .. import facts


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
