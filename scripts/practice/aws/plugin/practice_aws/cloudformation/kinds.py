"""How one type of resource is made, changed and taken away."""

import secrets
import string
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..clients import client

_LETTERS = string.ascii_letters + string.digits


@dataclass
class Made:
    """What Ref tells of a resource, and what Fn::GetAtt does."""

    id: str
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Owner:
    account: str
    region: str
    access_key: str


@dataclass(frozen=True)
class Place:
    """A resource's place in its stack, and in whose name it is made."""

    owner: Owner
    stack: str
    stack_id: str
    logical_id: str
    tags: dict[str, str]

    def ask(self, service: str) -> Any:
        return client(
            service,
            region=self.owner.region,
            access_key=self.owner.access_key,
            via="cloudformation",
        )

    def name(self, longest: int = 255) -> str:
        """A name that nothing else has, as CloudFormation gives one: where it is too long, the stack's part is cut."""
        suffix = "".join(secrets.choice(_LETTERS) for _ in range(12))
        end = f"-{self.logical_id}-{suffix}"
        return f"{self.stack[: longest - len(end)]}{end}"

    def all_tags(self, own: list[dict[str, str]] | None = None) -> dict[str, str]:
        """The stack's tags, the resource's own, and CloudFormation's."""
        return {
            **self.user_tags(own),
            "aws:cloudformation:stack-name": self.stack,
            "aws:cloudformation:stack-id": self.stack_id,
            "aws:cloudformation:logical-id": self.logical_id,
        }

    def user_tags(self, own: list[dict[str, str]] | None = None) -> dict[str, str]:
        return {**self.tags, **{one["Key"]: str(one["Value"]) for one in own or []}}


class Kind(Protocol):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made: ...

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        """None where it has to be replaced."""

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None: ...


class Replaced:
    """A kind that a change makes anew."""

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        return None


def without(wanted: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in wanted.items() if key not in keys}
