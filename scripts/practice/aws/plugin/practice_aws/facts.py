"""What the project's tables know, handed over: versions, images, addons, quotas."""

from typing import Any

_facts: dict[str, Any] = {}


def load(facts: dict[str, Any]) -> None:
    _facts.update(facts)


def minors() -> list[dict[str, Any]]:
    """The Kubernetes minor versions that EKS sells, the oldest first."""
    return _facts["minors"]


def minor(version: str) -> dict[str, Any] | None:
    return next((one for one in minors() if one["version"] == version), None)


def default_minor() -> str:
    return _facts["defaultMinor"]


def addons() -> dict[str, dict[str, Any]]:
    return _facts["addons"]


def addon_versions(name: str, version: str) -> list[str]:
    """The versions of an addon that EKS offers for a minor version, the newest first."""
    releases = addons()[name]["versions"]
    return releases[version] if isinstance(releases, dict) else releases


def access_policies() -> list[str]:
    return _facts["accessPolicies"]


def quotas() -> list[dict[str, Any]]:
    return _facts["quotas"]


def user_name() -> str:
    """The IAM user that everybody in practice is."""
    return _facts["userName"]


def access_key() -> str:
    return _facts["accessKey"]


def secret_key() -> str:
    return _facts["secretKey"]


def host_program() -> str:
    """What the host of the clusters calls itself where it asks AWS."""
    return _facts["hostProgram"]
