"""The stacks of an account and region."""

import secrets
from collections.abc import Iterator
from typing import Any

from moto.cloudformation.models import CloudFormationBackend
from moto.core.resource_tagging import TaggedResource
from moto.core.utils import utcnow
from moto.ssm.models import ssm_backends

from .errors import StackError, invalid
from .kinds import Owner
from .stack import Stack
from .template import read


class PracticeCloudFormation(CloudFormationBackend):
    """CloudFormation's stacks; moto's own are never busy, and leave things behind."""

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        self.stacks: dict[str, Stack] = {}  # type: ignore[assignment]
        self.deleted: dict[str, Stack] = {}
        self.changes: dict[str, dict[str, Any]] = {}
        self.asked: dict[str, dict[str, Any]] = {}

    def begin(self, access_key: str, asked: dict[str, Any]) -> Stack:
        self.settle()
        name = asked["StackName"]
        if any(stack.name == name for stack in self.stacks.values()):
            raise StackError(
                "AlreadyExistsException", f"Stack [{name}] already exists"
            )
        on_failure = asked.get("OnFailure")
        stack = Stack(
            Owner(self.account_id, self.region_name, access_key),
            name,
            body=asked["TemplateBody"],
            parameters=_parameters(asked, {}),
            tags=_tags(asked) or {},
            capabilities=asked.get("Capabilities") or [],
            keeps_failed=bool(asked.get("DisableRollback")) or on_failure == "DO_NOTHING",
            is_protected=bool(asked.get("EnableTerminationProtection")),
            exports=self.exported,
            lookup=self._parameter,
        )
        _assert_capable(stack)
        self.stacks[stack.id] = stack
        stack.create()
        return stack

    def change(self, asked: dict[str, Any]) -> Stack:
        stack = self.find(asked["StackName"])
        self._assert_settled(stack, "updated")
        stack.update(
            stack.body if asked.get("UsePreviousTemplate") else asked["TemplateBody"],
            _parameters(asked, stack.given),
            _tags(asked),
            asked.get("Capabilities") or [],
        )
        return stack

    def end(self, name: str) -> Stack | None:
        """CloudFormation says nothing where there is no such stack."""
        stack = next((one for one in self._alive() if name in (one.name, one.id)), None)
        if stack is None or stack.status == "DELETE_IN_PROGRESS":
            return stack
        if stack.is_busy:
            # It ends first what it has begun.
            stack.wait(60)
        stack.delete()
        return stack

    def find(self, name: str) -> Stack:
        """By its id, a stack is found after its end too."""
        for stack in self._alive():
            if name in (stack.name, stack.id):
                return stack
        return self.deleted.get(name) or invalid(f"Stack with id {name} does not exist")

    def every(self) -> list[Stack]:
        return list(reversed(list(self._alive())))

    def exported(self, name: str) -> str | None:
        return next(
            (value for one in self._alive() if (value := one.export(name)) is not None),
            None,
        )

    def settle(self) -> None:
        """Those that have ended are no longer found by their names."""
        for id, stack in list(self.stacks.items()):
            if stack.status == "DELETE_COMPLETE":
                self.deleted[id] = self.stacks.pop(id)

    # Change sets

    def plan(self, asked: dict[str, Any]) -> dict[str, Any]:
        stack = self.find(asked["StackName"])
        if asked.get("ChangeSetType", "UPDATE") != "UPDATE":
            invalid("practice plays change sets of stacks that are there, and no others")
        body = stack.body if asked.get("UsePreviousTemplate") else asked["TemplateBody"]
        parameters, tags = _parameters(asked, stack.given), _tags(asked)
        template = read(body)
        changes = _changes(stack, template)
        same = (
            template == stack.template
            and parameters == stack.given
            and tags in (None, stack.tags)
        )
        name = asked["ChangeSetName"]
        plan = {
            "ChangeSetName": name,
            "ChangeSetId": f"arn:aws:cloudformation:{self.region_name}:{self.account_id}:changeSet/{name}/{secrets.token_hex(16)}",
            "StackId": stack.id,
            "StackName": stack.name,
            "Description": asked.get("Description"),
            "CreationTime": utcnow(),
            "ExecutionStatus": "UNAVAILABLE" if same else "AVAILABLE",
            "Status": "FAILED" if same else "CREATE_COMPLETE",
            "StatusReason": "The submitted information didn't contain changes. Submit different information to create a change set."
            if same
            else None,
            "Capabilities": asked.get("Capabilities") or [],
            "Changes": changes,
        }
        self.changes[plan["ChangeSetId"]] = plan
        self.asked[plan["ChangeSetId"]] = {
            **asked,
            "TemplateBody": body,
            "UsePreviousTemplate": False,
        }
        return plan

    def planned(self, name: str, stack: str | None) -> dict[str, Any]:
        for plan in reversed(list(self.changes.values())):
            is_it = name == plan["ChangeSetId"] or (
                name == plan["ChangeSetName"]
                and stack in (plan["StackName"], plan["StackId"])
            )
            if is_it:
                return plan
        invalid(f"ChangeSet [{name}] does not exist")

    def carry_out(self, name: str, stack: str | None) -> Stack:
        plan = self.planned(name, stack)
        if plan["ExecutionStatus"] != "AVAILABLE":
            invalid(f"ChangeSet [{name}] cannot be executed in its current status of [{plan['Status']}]")
        plan["ExecutionStatus"] = "EXECUTE_COMPLETE"
        return self.change(self.asked[plan["ChangeSetId"]])

    # What the tagging API asks every backend
    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        for stack in self._alive():
            yield TaggedResource(
                arn=stack.id, tags=dict(stack.tags), resource_type="cloudformation:stack"
            )

    def _alive(self) -> list[Stack]:
        self.settle()
        return list(self.stacks.values())

    def _parameter(self, name: str) -> str:
        found = ssm_backends[self.account_id][self.region_name].get_parameter(name)
        if found is None:
            invalid(
                f"Unable to fetch parameters [{name}] from parameter store for this account."
            )
        return str(found.value)

    def _assert_settled(self, stack: Stack, done: str) -> None:
        unfit = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED")
        if stack.is_busy or stack.status in unfit:
            invalid(
                f"Stack:{stack.id} is in {stack.status} state and can not be {done}."
            )


def _parameters(asked: dict[str, Any], known: dict[str, str]) -> dict[str, str]:
    return {
        one["ParameterKey"]: known[one["ParameterKey"]]
        if one.get("UsePreviousValue")
        else one["ParameterValue"]
        for one in asked.get("Parameters") or []
    }


def _tags(asked: dict[str, Any]) -> dict[str, str] | None:
    if asked.get("Tags") is None:
        return None
    return {one["Key"]: one["Value"] for one in asked["Tags"]}


def _assert_capable(stack: Stack) -> None:
    makes = [
        name
        for name, one in stack.template["Resources"].items()
        if one["Type"] in ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::InstanceProfile")
    ]
    if makes and not {"CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"} & set(stack.capabilities):
        raise StackError(
            "InsufficientCapabilitiesException",
            "Requires capabilities : [CAPABILITY_IAM]",
        )


def _changes(stack: Stack, template: dict[str, Any]) -> list[dict[str, Any]]:
    was, wanted = stack.template["Resources"], template["Resources"]
    actions = [
        *(("Add", name, wanted[name]) for name in wanted if name not in was),
        *(("Modify", name, wanted[name]) for name in wanted if name in was and was[name] != wanted[name]),
        *(("Remove", name, was[name]) for name in was if name not in wanted),
    ]
    return [
        {
            "Type": "Resource",
            "ResourceChange": {
                "Action": action,
                "LogicalResourceId": name,
                "ResourceType": about["Type"],
                **({"Replacement": "False"} if action == "Modify" else {}),
            },
        }
        for action, name, about in actions
    ]
