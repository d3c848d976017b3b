"""Whose account and region a call is about, and who makes it."""

from dataclasses import dataclass
from typing import Any

from ..caller import principal_of
from ..clients import client


@dataclass(frozen=True)
class Account:
    id: str
    region: str
    access_key: str

    @property
    def principal(self) -> str:
        return principal_of(self.access_key, self.id, self.region)

    def ask(self, service: str) -> Any:
        """A client by which EKS itself makes things in the account."""
        return client(
            service, region=self.region, access_key=self.access_key, via="eks"
        )

    def arn(self, kind: str, *parts: str) -> str:
        return f"arn:aws:eks:{self.region}:{self.id}:{'/'.join((kind, *parts))}"
