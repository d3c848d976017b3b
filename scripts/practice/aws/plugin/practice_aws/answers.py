"""Answers that are checked against AWS's own model: moto would leave a misspelt field out without a word."""

from typing import Any

from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import ActionContext, ActionResult


class Answer(ActionResult):
    def execute_result(self, context: ActionContext) -> TYPE_RESPONSE:
        shape = context.operation_model.output_shape
        if shape is not None:
            _assert_known(shape, self.result, str(context.operation_model.name))
        return super().execute_result(context)


def _assert_known(shape: Any, value: Any, path: str) -> None:
    if value is None:
        return
    if shape.type_name == "structure":
        unknown = set(value) - set(shape.members)
        if unknown:
            raise TypeError(f"{path} has no {', '.join(sorted(unknown))} in AWS's model")
        for name, member in shape.members.items():
            _assert_known(member, value.get(name), f"{path}.{name}")
    elif shape.type_name == "list":
        for one in value:
            _assert_known(shape.member, one, f"{path}[]")
    elif shape.type_name == "map":
        for one in value.values():
            _assert_known(shape.value, one, f"{path}{{}}")
    elif shape.type_name == "string" and getattr(shape, "enum", None):
        if value not in shape.enum:
            raise TypeError(f"{path} may not be {value} by AWS's model")
