"""EKS's refusals, in its own words."""

from typing import NoReturn

from moto.core.exceptions import ServiceException


class EksError(ServiceException):
    """moto looks for an error's model by the module of its class."""


def invalid(message: str) -> NoReturn:
    raise EksError("InvalidParameterException", message)


def bad_request(message: str) -> NoReturn:
    raise EksError("InvalidRequestException", message)


def in_use(message: str) -> NoReturn:
    raise EksError("ResourceInUseException", message)


def missing(message: str) -> NoReturn:
    raise EksError("ResourceNotFoundException", message)
