"""Changes of a cluster and of its parts, as DescribeUpdate tells them."""

from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow

from .errors import in_use, missing


class Updates:
    def __init__(self) -> None:
        self.all: dict[str, dict[str, Any]] = {}

    def begin(
        self, kind: str, params: dict[str, Any], about: str | None = None
    ) -> dict[str, Any]:
        """`about` names the node group or the addon; without it, the update is the cluster's own."""
        under_way = self.under_way(about)
        if under_way:
            in_use(f"an update is in progress: {under_way['id']} ({under_way['type']})")
        update = {
            "id": str(uuid4()),
            "status": "InProgress",
            "type": kind,
            "params": [
                {"type": key, "value": value if isinstance(value, str) else str(value)}
                for key, value in params.items()
                if value is not None
            ],
            "createdAt": utcnow(),
            "errors": [],
            "about": about,
        }
        self.all[update["id"]] = update
        return update

    def made(
        self, kind: str, params: dict[str, Any], about: str | None = None
    ) -> dict[str, Any]:
        """A change that is done at once."""
        update = self.begin(kind, params, about)
        update["status"] = "Successful"
        return update

    def end(self, about: str | None = None, failure: str | None = None) -> None:
        """Ends what is under way."""
        update = self.under_way(about)
        if update is None:
            return
        update["status"] = "Failed" if failure else "Successful"
        if failure:
            update["errors"] = [
                {
                    "errorCode": "OperationNotPermitted",
                    "errorMessage": failure,
                    "resourceIds": [],
                }
            ]

    def has_come_to(self, version: str) -> bool:
        """Whether an upgrade was the last change to this version."""
        changes = [
            one
            for one in self.all.values()
            if one["about"] is None and one["type"] in ("VersionUpdate", "VersionRollback")
        ]
        last = changes[-1] if changes else None
        return (
            last is not None
            and last["type"] == "VersionUpdate"
            and {"type": "Version", "value": version} in last["params"]
        )

    def under_way(self, about: str | None = None) -> dict[str, Any] | None:
        return next(
            (
                one
                for one in self.all.values()
                if one["status"] == "InProgress" and one["about"] == about
            ),
            None,
        )

    def of(self, about: str | None) -> list[str]:
        return [id for id, one in self.all.items() if one["about"] == about]

    def get(self, id: str) -> dict[str, Any]:
        if id not in self.all:
            missing(f"No update found for ID: {id}")
        return self.all[id]
