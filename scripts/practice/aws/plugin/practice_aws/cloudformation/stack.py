"""A stack: its resources, and what happens to them in the background."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError
from moto.core.utils import utcnow

from . import ec2, eks, iam
from .errors import ValidationError, invalid
from .kinds import Kind, Made, Owner, Place
from .template import NO_VALUE, Scope, needs, order, parameters_of, read

KINDS: dict[str, Kind] = {**ec2.KINDS, **iam.KINDS, **eks.KINDS}
STACK = "AWS::CloudFormation::Stack"
# What an update changes, and takes back when it fails.
_CHANGED = ("body", "template", "given", "tags", "scope", "order")


@dataclass
class Resource:
    logical_id: str
    type: str
    status: str = "CREATE_IN_PROGRESS"
    reason: str | None = None
    made: Made | None = None
    wanted: dict[str, Any] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)
    is_retained: bool = False
    changed_at: datetime = field(default_factory=utcnow)


class Stack:
    def __init__(
        self,
        owner: Owner,
        name: str,
        *,
        body: str,
        parameters: dict[str, str],
        tags: dict[str, str],
        capabilities: list[str],
        keeps_failed: bool,
        is_protected: bool,
        exports: Callable[[str], str | None],
        lookup: Callable[[str], str],
    ):
        self.owner = owner
        self.name = name
        self.id = f"arn:aws:cloudformation:{owner.region}:{owner.account}:stack/{name}/{uuid4()}"
        self.body = body
        self.template = read(body)
        self.given = parameters
        self.tags = tags
        self.capabilities = capabilities
        self.keeps_failed = keeps_failed
        self.is_protected = is_protected
        self.exports_of_others = exports
        self.lookup = lookup
        self.created_at = utcnow()
        self.updated_at: datetime | None = None
        self.deleted_at: datetime | None = None
        self.status = "CREATE_IN_PROGRESS"
        self.reason: str | None = None
        self.resources: dict[str, Resource] = {}
        self.outputs: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.scope = self._scope()
        self.order = order(self._wanted_resources())
        self.worker: Thread | None = None

    @property
    def is_busy(self) -> bool:
        return self.status.endswith("_IN_PROGRESS")

    @property
    def has_control_plane(self) -> bool:
        return "AWS::EKS::Cluster" in {
            one["Type"] for one in self.template["Resources"].values()
        }

    def create(self) -> None:
        self._tell_stack("CREATE_IN_PROGRESS", "User Initiated")
        self._work(self._create)

    def update(
        self,
        body: str,
        parameters: dict[str, str],
        tags: dict[str, str] | None,
        capabilities: list[str],
    ) -> None:
        template = read(body)
        same = template == self.template and parameters == self.given
        if same and tags in (None, self.tags):
            invalid("No updates are to be performed.")
        before = {key: getattr(self, key) for key in _CHANGED}
        self.body, self.template, self.given = body, template, parameters
        self.tags = self.tags if tags is None else tags
        try:
            scope = self._scope()
            scope.ids, scope.attributes = self.scope.ids, self.scope.attributes
            self.scope = scope
            self.order = order(self._wanted_resources())
        except Exception:
            self._set_back(before)
            raise
        self.capabilities = capabilities or self.capabilities
        self.updated_at = utcnow()
        self._tell_stack("UPDATE_IN_PROGRESS", "User Initiated")
        self._work(lambda: self._update(before))

    def delete(self) -> None:
        if self.is_protected:
            invalid(
                f"Stack [{self.name}] cannot be deleted while TerminationProtection is enabled"
            )
        self._tell_stack("DELETE_IN_PROGRESS", "User Initiated")
        self._work(self._delete)

    def wait(self, seconds: float) -> None:
        if self.worker:
            self.worker.join(seconds)

    def export(self, name: str) -> str | None:
        return next(
            (one["OutputValue"] for one in self.outputs if one.get("ExportName") == name),
            None,
        )

    def _scope(self) -> Scope:
        return Scope(
            template=self.template,
            parameters=parameters_of(self.template, self.given, self.lookup),
            pseudo={
                "AWS::AccountId": self.owner.account,
                "AWS::Region": self.owner.region,
                "AWS::Partition": "aws",
                "AWS::StackId": self.id,
                "AWS::StackName": self.name,
                "AWS::URLSuffix": "amazonaws.com",
                "AWS::NoValue": NO_VALUE,
                "AWS::NotificationARNs": [],
            },
            exports=self.exports_of_others,
        )

    def _wanted_resources(self) -> dict[str, Any]:
        return {
            name: one
            for name, one in self.template["Resources"].items()
            if "Condition" not in one or self.scope.holds(one["Condition"])
        }

    def _work(self, work: Callable[[], None]) -> None:
        self.worker = Thread(target=work, daemon=True)
        self.worker.start()

    def _create(self) -> None:
        try:
            for name in self.order:
                self._make(name)
            self._tell_outputs()
        except Exception as error:  # noqa: BLE001: every failure of a resource is the stack's
            self._fail_creation(error)
            return
        self._tell_stack("CREATE_COMPLETE")

    def _fail_creation(self, error: Exception) -> None:
        failed = [one.logical_id for one in self.resources.values() if one.status == "CREATE_FAILED"]
        reason = f"The following resource(s) failed to create: [{', '.join(failed)}]."
        if not failed:
            reason = _reason(error)
        if self.keeps_failed:
            self._tell_stack("CREATE_FAILED", reason)
            return
        self._tell_stack("ROLLBACK_IN_PROGRESS", f"{reason} Rollback requested by user.")
        left = self._take_away(list(self.resources.values()))
        self._tell_stack("ROLLBACK_FAILED" if left else "ROLLBACK_COMPLETE", _left(left))

    def _update(self, before: dict[str, Any]) -> None:
        wanted = self._wanted_resources()
        try:
            for name in self.order:
                if name in self.resources:
                    self._change(name)
                else:
                    self._make(name)
            self._tell_outputs()
        except Exception:  # noqa: BLE001: every failure of a resource is the stack's
            self._roll_back(before)
            return
        # The events' own model knows no such status.
        self.status = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
        gone = [one for name, one in self.resources.items() if name not in wanted]
        self._take_away(gone)
        self._tell_stack("UPDATE_COMPLETE")

    def _roll_back(self, before: dict[str, Any]) -> None:
        failed = [one.logical_id for one in self.resources.values() if one.status.endswith("_FAILED")]
        self._tell_stack(
            "UPDATE_ROLLBACK_IN_PROGRESS",
            f"The following resource(s) failed to update: [{', '.join(failed)}].",
        )
        self._set_back(before)
        try:
            for name in self.order:
                if name in self.resources:
                    self._change(name)
        except Exception as error:  # noqa: BLE001: a rollback may fail as well
            self._tell_stack("UPDATE_ROLLBACK_FAILED", _reason(error))
            return
        wanted = self._wanted_resources()
        self._take_away([one for name, one in self.resources.items() if name not in wanted])
        self._tell_outputs()
        self._tell_stack("UPDATE_ROLLBACK_COMPLETE")

    def _set_back(self, before: dict[str, Any]) -> None:
        for key, value in before.items():
            setattr(self, key, value)

    def _delete(self) -> None:
        left = self._take_away(list(self.resources.values()))
        if left:
            self._tell_stack("DELETE_FAILED", _left(left))
            return
        self.deleted_at = utcnow()
        self._tell_stack("DELETE_COMPLETE")

    def _make(self, name: str) -> None:
        about = self.template["Resources"][name]
        resource = Resource(
            logical_id=name,
            type=about["Type"],
            needs=needs(about),
            is_retained=about.get("DeletionPolicy") == "Retain",
        )
        self.resources[name] = resource
        self._tell(resource, "CREATE_IN_PROGRESS")
        try:
            kind = _kind(resource.type)
            resource.wanted = self.scope.resolve(about.get("Properties") or {})
            self._set(resource, kind.create(self._place(name), resource.wanted))
        except Exception as error:
            self._tell(resource, "CREATE_FAILED", _reason(error))
            raise
        self._tell(resource, "CREATE_COMPLETE")

    def _change(self, name: str) -> None:
        about, resource = self.template["Resources"][name], self.resources[name]
        resource.needs = needs(about)
        wanted = self.scope.resolve(about.get("Properties") or {})
        if resource.made is None or wanted == resource.wanted:
            return
        self._tell(resource, "UPDATE_IN_PROGRESS")
        kind, place = _kind(resource.type), self._place(name)
        try:
            changed = kind.update(place, resource.made, resource.wanted, wanted)
            if changed is None:
                was, old = resource.wanted, resource.made
                changed = kind.create(place, wanted)
                kind.delete(place, old, was)
        except Exception as error:
            self._tell(resource, "UPDATE_FAILED", _reason(error))
            raise
        resource.wanted = wanted
        self._set(resource, changed)
        self._tell(resource, "UPDATE_COMPLETE")

    def _take_away(self, resources: list[Resource]) -> list[str]:
        """What can't be deleted keeps what it needs; the rest goes."""
        left: list[Resource] = []
        for resource in reversed(resources):
            keeping = next(
                (one for one in left if resource.logical_id in one.needs), None
            )
            if keeping is not None:
                left.append(resource)
            elif not self._remove(resource):
                left.append(resource)
        return [one.logical_id for one in left if one.status == "DELETE_FAILED"]

    def _remove(self, resource: Resource) -> bool:
        if resource.made and not resource.is_retained:
            self._tell(resource, "DELETE_IN_PROGRESS")
            try:
                _kind(resource.type).delete(
                    self._place(resource.logical_id), resource.made, resource.wanted
                )
            except Exception as error:  # noqa: BLE001: told as the resource's own failure
                if not _is_gone(error):
                    self._tell(resource, "DELETE_FAILED", _reason(error))
                    return False
        self._tell(resource, "DELETE_SKIPPED" if resource.is_retained else "DELETE_COMPLETE")
        self.resources.pop(resource.logical_id)
        self.scope.ids.pop(resource.logical_id, None)
        self.scope.attributes.pop(resource.logical_id, None)
        return True

    def _set(self, resource: Resource, made: Made) -> None:
        resource.made = made
        self.scope.ids[resource.logical_id] = made.id
        self.scope.attributes[resource.logical_id] = made.attributes

    def _place(self, name: str) -> Place:
        return Place(
            owner=self.owner,
            stack=self.name,
            stack_id=self.id,
            logical_id=name,
            tags=self.tags,
        )

    def _tell_outputs(self) -> None:
        self.outputs = []
        for key, about in (self.template.get("Outputs") or {}).items():
            if "Condition" in about and not self.scope.holds(about["Condition"]):
                continue
            value = self.scope.resolve(about["Value"])
            export = (about.get("Export") or {}).get("Name")
            self.outputs.append(
                {
                    "OutputKey": key,
                    "OutputValue": ",".join(value) if isinstance(value, list) else str(value),
                    **({"Description": about["Description"]} if "Description" in about else {}),
                    **({"ExportName": self.scope.resolve(export)} if export else {}),
                }
            )

    def _tell(self, resource: Resource, status: str, reason: str | None = None) -> None:
        resource.status, resource.reason, resource.changed_at = status, reason, utcnow()
        self._event(
            resource.logical_id,
            resource.type,
            resource.made.id if resource.made else "",
            status,
            reason,
        )

    def _tell_stack(self, status: str, reason: str | None = None) -> None:
        self._event(self.name, STACK, self.id, status, reason)
        self.reason = None if status.endswith("_COMPLETE") else reason
        # Last of all: whoever waits for it finds the rest done.
        self.status = status

    def _event(
        self, logical_id: str, type: str, id: str, status: str, reason: str | None
    ) -> None:
        self.events.append(
            {
                "StackId": self.id,
                "StackName": self.name,
                "EventId": f"{logical_id}-{status}-{secrets.token_hex(8)}",
                "LogicalResourceId": logical_id,
                "PhysicalResourceId": id,
                "ResourceType": type,
                "Timestamp": utcnow(),
                "ResourceStatus": status,
                **({"ResourceStatusReason": reason} if reason else {}),
            }
        )


def _kind(type: str) -> Kind:
    if type not in KINDS:
        raise RuntimeError(f"practice does not play resources of the type {type}")
    return KINDS[type]


def _reason(error: Exception) -> str:
    if isinstance(error, ClientError):
        told = error.response["Error"]
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
        service = error.operation_name
        return (
            f'Resource handler returned message: "{told.get("Message")} '
            f'(Service: {service}, Status Code: {status})" (HandlerErrorCode: {told.get("Code")})'
        )
    if isinstance(error, ValidationError):
        return error.message
    return f'Resource handler returned message: "{error}" (HandlerErrorCode: GeneralServiceException)'


def _is_gone(error: Exception) -> bool:
    """Whether a thing that is to be deleted was deleted by someone before."""
    if not isinstance(error, ClientError):
        return False
    code = error.response["Error"]["Code"]
    return "NotFound" in code or "NoSuchEntity" in code


def _left(left: list[str]) -> str | None:
    if not left:
        return None
    return f"The following resource(s) failed to delete: [{', '.join(left)}]. "
