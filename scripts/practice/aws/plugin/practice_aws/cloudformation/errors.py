"""CloudFormation's refusals."""

from typing import NoReturn

from moto.core.exceptions import ServiceException


class StackError(ServiceException):
    """moto looks for an error's model by the module of its class."""


class ValidationError(StackError):
    code = "ValidationError"


def invalid(message: str) -> NoReturn:
    raise ValidationError(message)
