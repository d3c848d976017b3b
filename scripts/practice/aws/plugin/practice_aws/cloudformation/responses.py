"""CloudFormation's actions."""

from typing import Any

from moto.cloudformation.models import cloudformation_backends
from moto.core.responses import ActionResult, BaseResponse, EmptyResult

from ..catch_all import urls
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

    def create_stack(self) -> ActionResult:
        stack = self._stacks.begin(self.access_key, self._asked)
        return _begun(stack)

    def update_stack(self) -> ActionResult:
        return _begun(self._stacks.change(self._asked))

    def delete_stack(self) -> ActionResult:
        stack = self._stacks.end(self._asked["StackName"])
        if stack:
            stack.wait(PATIENCE_S)
        return EmptyResult()

    def describe_stacks(self) -> ActionResult:
        name = self._asked.get("StackName")
        stacks = [self._stacks.find(name)] if name else self._stacks.every()
        return ActionResult({"Stacks": [_described(stack) for stack in stacks]})

    def list_stacks(self) -> ActionResult:
        wanted = self._asked.get("StackStatusFilter")
        every = [*self._stacks.every(), *self._stacks.deleted.values()]
        return ActionResult(
            {
                "StackSummaries": [
                    _summary(stack)
                    for stack in every
                    if not wanted or stack.status in wanted
                ]
            }
        )

    def describe_stack_events(self) -> ActionResult:
        events = self._stack.events
        return ActionResult({"StackEvents": list(reversed(events))})

    def describe_stack_resources(self) -> ActionResult:
        stack, only = self._stack, self._asked.get("LogicalResourceId")
        return ActionResult(
            {
                "StackResources": [
                    {**_resource(stack, one), "Timestamp": one.changed_at}
                    for one in stack.resources.values()
                    if only in (None, one.logical_id)
                ]
            }
        )

    def describe_stack_resource(self) -> ActionResult:
        stack, name = self._stack, self._asked["LogicalResourceId"]
        if name not in stack.resources:
            invalid(f"Resource {name} does not exist for stack {stack.name}")
        one = stack.resources[name]
        return ActionResult(
            {
                "StackResourceDetail": {
                    **_resource(stack, one),
                    "LastUpdatedTimestamp": one.changed_at,
                }
            }
        )

    def list_stack_resources(self) -> ActionResult:
        stack = self._stack
        return ActionResult(
            {
                "StackResourceSummaries": [
                    {**_resource(stack, one), "LastUpdatedTimestamp": one.changed_at}
                    for one in stack.resources.values()
                ]
            }
        )

    def get_template(self) -> ActionResult:
        return ActionResult(
            {"TemplateBody": self._stack.body, "StagesAvailable": ["Original", "Processed"]}
        )

    def get_template_summary(self) -> ActionResult:
        name = self._asked.get("StackName")
        template = self._stack.template if name else read(self._asked["TemplateBody"])
        return ActionResult(
            {
                "Description": template.get("Description"),
                "Version": "2010-09-09",
                "ResourceTypes": sorted(
                    {one["Type"] for one in template["Resources"].values()}
                ),
                "Parameters": _declared(template),
            }
        )

    def validate_template(self) -> ActionResult:
        template = read(self._asked["TemplateBody"])
        return ActionResult(
            {
                "Description": template.get("Description"),
                "Parameters": [
                    {"ParameterKey": one["ParameterKey"], "DefaultValue": one.get("DefaultValue")}
                    for one in _declared(template)
                ],
            }
        )

    def update_termination_protection(self) -> ActionResult:
        stack = self._stack
        stack.is_protected = bool(self._asked["EnableTerminationProtection"])
        return ActionResult({"StackId": stack.id})

    def list_exports(self) -> ActionResult:
        return ActionResult(
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

    def create_change_set(self) -> ActionResult:
        plan = self._stacks.plan(self._asked)
        return ActionResult({"Id": plan["ChangeSetId"], "StackId": plan["StackId"]})

    def describe_change_set(self) -> ActionResult:
        return ActionResult(self._plan)

    def execute_change_set(self) -> ActionResult:
        asked = self._asked
        stack = self._stacks.carry_out(asked["ChangeSetName"], asked.get("StackName"))
        stack.wait(PATIENCE_S)
        return EmptyResult()

    def delete_change_set(self) -> ActionResult:
        self._stacks.changes.pop(self._plan["ChangeSetId"])
        return EmptyResult()

    def list_change_sets(self) -> ActionResult:
        stack = self._stack
        return ActionResult(
            {
                "Summaries": [
                    plan
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


def _begun(stack: Stack) -> ActionResult:
    # A control plane takes longer, and eksctl waits half a minute for it in any case.
    if not stack.has_control_plane:
        stack.wait(PATIENCE_S)
    return ActionResult({"StackId": stack.id})


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
        "Tags": [{"Key": key, "Value": value} for key, value in stack.tags.items()],
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


URLS = urls(CloudFormationResponse, "cloudformation")
