"""CloudFormation's refusals."""

from typing import NoReturn

from moto.core.exceptions import ServiceException


class ValidationError(ServiceException):
    code = "ValidationError"


def invalid(message: str) -> NoReturn:
    raise ValidationError(message)
