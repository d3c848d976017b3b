"""A cluster, and what it is wished to be."""

from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, sleep
from typing import Any

from ..host import HostError, host
from .errors import bad_request
from .updates import Updates


@dataclass
class Cluster:
    name: str
    region: str
    account: str
    created_by: str
    created_at: datetime
    # As EKS describes it, but for what the host knows.
    facts: dict[str, Any]
    version: str
    updates: Updates = field(default_factory=Updates)
    nodegroups: dict[str, Any] = field(default_factory=dict)
    addons: dict[str, Any] = field(default_factory=dict)
    access_entries: dict[str, Any] = field(default_factory=dict)
    associations: dict[str, Any] = field(default_factory=dict)
    # The version that it is on its way to.
    wished_version: str | None = None
    is_deleted: bool = False

    @property
    def vpc(self) -> dict[str, Any]:
        return self.facts["resourcesVpcConfig"]

    def wish(self) -> None:
        """Tells the host what there should be."""
        try:
            host().wish(self.name, self._wished())
        except HostError as error:
            bad_request(str(error))

    def look(self) -> dict[str, Any]:
        """What the host says of it; the end of a change of version is seen here."""
        try:
            seen = host().look(self.name)
        except HostError as error:
            return {"status": "FAILED", "reason": str(error)}
        if self.wished_version and seen["status"] not in ("CREATING", "UPDATING"):
            self._end_version(seen)
        return seen

    def settle(self, seconds: float) -> None:
        """Waits for a change of version, but not for long."""
        deadline = monotonic() + seconds
        while self.wished_version and monotonic() < deadline:
            sleep(0.3)
            self.look()

    def describe(self) -> dict[str, Any]:
        seen = self.look()
        is_made = seen.get("endpoint") and seen["status"] != "CREATING"
        reason = seen.get("reason")
        issues = (
            [{"code": "Other", "message": reason, "resourceIds": []}] if reason else []
        )
        return {
            **self.facts,
            "name": self.name,
            "createdAt": self.created_at,
            "version": self.version,
            "status": self._status(seen["status"]),
            "health": {"issues": issues},
            **(
                {
                    "endpoint": seen["endpoint"],
                    "certificateAuthority": {"data": seen["certificateAuthority"]},
                    "identity": {"oidc": {"issuer": seen["issuer"]}},
                }
                if is_made
                else {}
            ),
        }

    def _status(self, seen: str) -> str:
        if self.is_deleted:
            return "DELETING"
        return "UPDATING" if self.wished_version and seen != "FAILED" else seen

    def _end_version(self, seen: dict[str, Any]) -> None:
        wished, self.wished_version = self.wished_version, None
        if seen["status"] == "ACTIVE" and seen["version"] == wished:
            self.version = seen["version"]
            self.updates.end()
        else:
            reason = seen.get("reason") or f"it still runs {seen.get('version')}"
            self.updates.end(failure=reason)

    def _wished(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "region": self.region,
            "account": self.account,
            "version": self.wished_version or self.version,
            "createdBy": self.created_by,
            "publicAccess": self.vpc["endpointPublicAccess"],
            "publicAccessCidrs": self.vpc["publicAccessCidrs"],
            "accessEntries": [entry.wished() for entry in self.access_entries.values()],
            "addons": [addon.wished() for addon in self.addons.values()],
            "nodegroups": [group.wished() for group in self.nodegroups.values()],
        }
