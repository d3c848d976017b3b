"""EKS's refusals, in its own words."""

from typing import NoReturn

from moto.core.exceptions import ServiceException


def invalid(message: str) -> NoReturn:
    raise ServiceException("InvalidParameterException", message)


def bad_request(message: str) -> NoReturn:
    raise ServiceException("InvalidRequestException", message)


def in_use(message: str) -> NoReturn:
    raise ServiceException("ResourceInUseException", message)


def missing(message: str) -> NoReturn:
    raise ServiceException("ResourceNotFoundException", message)
