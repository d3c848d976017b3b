"""CloudFormation's actions."""

from typing import Any

from moto.cloudformation.models import cloudformation_backends
from moto.core.responses import BaseResponse, EmptyResult

from ..answers import Answer
from ..tags import pairs
from .errors import invalid
from .models import PracticeCloudFormation
from .stack import Resource, Stack
from .template import read

# A stack that is done sooner answers as done: eksctl would ask again in half a minute.
PATIENCE_S = 10


class CloudFormationResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    def create_stack(self) -> Answer:
        stack = self._stacks.begin(self.access_key, self._asked)
        return _begun(stack)

    def update_stack(self) -> Answer:
        return _begun(self._stacks.change(self._asked))

    def delete_stack(self) -> EmptyResult:
        stack = self._stacks.end(self._asked["StackName"])
        if stack:
            stack.wait(PATIENCE_S)
        return EmptyResult()

    def describe_stacks(self) -> Answer:
        name = self._asked.get("StackName")
        stacks = [self._stacks.find(name)] if name else self._stacks.every()
        return Answer({"Stacks": [_described(stack) for stack in stacks]})

    def list_stacks(self) -> Answer:
        wanted = self._asked.get("StackStatusFilter")
        every = [*self._stacks.every(), *self._stacks.deleted.values()]
        return Answer(
            {
                "StackSummaries": [
                    _summary(stack)
                    for stack in every
                    if not wanted or stack.status in wanted
                ]
            }
        )

    def describe_stack_events(self) -> Answer:
        events = self._stack.events
        return Answer({"StackEvents": list(reversed(events))})

    def describe_stack_resources(self) -> Answer:
        stack, only = self._stack, self._asked.get("LogicalResourceId")
        return Answer(
            {
                "StackResources": [
                    {**_resource(stack, one), "Timestamp": one.changed_at}
                    for one in stack.resources.values()
                    if only in (None, one.logical_id)
                ]
            }
        )

    def describe_stack_resource(self) -> Answer:
        stack, name = self._stack, self._asked["LogicalResourceId"]
        if name not in stack.resources:
            invalid(f"Resource {name} does not exist for stack {stack.name}")
        one = stack.resources[name]
        return Answer(
            {
                "StackResourceDetail": {
                    **_resource(stack, one),
                    "LastUpdatedTimestamp": one.changed_at,
                }
            }
        )

    def list_stack_resources(self) -> Answer:
        stack = self._stack
        return Answer(
            {
                "StackResourceSummaries": [
                    {**_summed(one), "LastUpdatedTimestamp": one.changed_at}
                    for one in stack.resources.values()
                ]
            }
        )

    def get_template(self) -> Answer:
        return Answer(
            {"TemplateBody": self._stack.body, "StagesAvailable": ["Original", "Processed"]}
        )

    def get_template_summary(self) -> Answer:
        name = self._asked.get("StackName")
        template = self._stack.template if name else read(self._asked["TemplateBody"])
        return Answer(
            {
                "Description": template.get("Description"),
                "Version": "2010-09-09",
                "ResourceTypes": sorted(
                    {one["Type"] for one in template["Resources"].values()}
                ),
                "Parameters": _declared(template),
            }
        )

    def validate_template(self) -> Answer:
        template = read(self._asked["TemplateBody"])
        return Answer(
            {
                "Description": template.get("Description"),
                "Parameters": [
                    {"ParameterKey": one["ParameterKey"], "DefaultValue": one.get("DefaultValue")}
                    for one in _declared(template)
                ],
            }
        )

    def update_termination_protection(self) -> Answer:
        stack = self._stack
        stack.is_protected = bool(self._asked["EnableTerminationProtection"])
        return Answer({"StackId": stack.id})

    def list_exports(self) -> Answer:
        return Answer(
            {
                "Exports": [
                    {
                        "ExportingStackId": stack.id,
                        "Name": one["ExportName"],
                        "Value": one["OutputValue"],
                    }
                    for stack in self._stacks.every()
                    for one in stack.outputs
                    if "ExportName" in one
                ]
            }
        )

    def create_change_set(self) -> Answer:
        plan = self._stacks.plan(self._asked)
        return Answer({"Id": plan["ChangeSetId"], "StackId": plan["StackId"]})

    def describe_change_set(self) -> Answer:
        return Answer(self._plan)

    def execute_change_set(self) -> EmptyResult:
        asked = self._asked
        stack = self._stacks.carry_out(asked["ChangeSetName"], asked.get("StackName"))
        stack.wait(PATIENCE_S)
        return EmptyResult()

    def delete_change_set(self) -> EmptyResult:
        self._stacks.changes.pop(self._plan["ChangeSetId"])
        return EmptyResult()

    def list_change_sets(self) -> Answer:
        stack = self._stack
        return Answer(
            {
                "Summaries": [
                    {key: plan[key] for key in _SUMMARY}
                    for plan in self._stacks.changes.values()
                    if plan["StackId"] == stack.id
                ]
            }
        )

    @property
    def _asked(self) -> dict[str, Any]:
        return self.params

    @property
    def _stacks(self) -> PracticeCloudFormation:
        return cloudformation_backends[self.current_account][self.region]  # type: ignore[return-value]

    @property
    def _stack(self) -> Stack:
        return self._stacks.find(self._asked["StackName"])

    @property
    def _plan(self) -> dict[str, Any]:
        asked = self._asked
        return self._stacks.planned(asked["ChangeSetName"], asked.get("StackName"))


_SUMMARY = (
    "StackId",
    "StackName",
    "ChangeSetId",
    "ChangeSetName",
    "ExecutionStatus",
    "Status",
    "StatusReason",
    "CreationTime",
    "Description",
)


def _begun(stack: Stack) -> Answer:
    # A control plane takes longer, and eksctl waits half a minute for it in any case.
    if not stack.has_control_plane:
        stack.wait(PATIENCE_S)
    return Answer({"StackId": stack.id})


def _described(stack: Stack) -> dict[str, Any]:
    return {
        **_facts(stack),
        "Description": stack.template.get("Description"),
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": str(value)}
            for key, value in stack.given.items()
        ],
        "DisableRollback": stack.keeps_failed,
        "NotificationARNs": [],
        "Capabilities": stack.capabilities,
        "Outputs": stack.outputs,
        "Tags": pairs(stack.tags),
        "EnableTerminationProtection": stack.is_protected,
    }


def _summary(stack: Stack) -> dict[str, Any]:
    return {**_facts(stack), "TemplateDescription": stack.template.get("Description")}


def _facts(stack: Stack) -> dict[str, Any]:
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "CreationTime": stack.created_at,
        "LastUpdatedTime": stack.updated_at,
        "DeletionTime": stack.deleted_at,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason,
        "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
    }


def _resource(stack: Stack, one: Resource) -> dict[str, Any]:
    return {
        "StackName": stack.name,
        "StackId": stack.id,
        **_summed(one),
    }


def _summed(one: Resource) -> dict[str, Any]:
    return {
        "LogicalResourceId": one.logical_id,
        "PhysicalResourceId": one.made.id if one.made else "",
        "ResourceType": one.type,
        "ResourceStatus": one.status,
        "ResourceStatusReason": one.reason,
        "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
    }


def _declared(template: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "ParameterKey": key,
            "DefaultValue": None if "Default" not in one else str(one["Default"]),
            "ParameterType": one["Type"],
            "Description": one.get("Description"),
        }
        for key, one in (template.get("Parameters") or {}).items()
    ]
