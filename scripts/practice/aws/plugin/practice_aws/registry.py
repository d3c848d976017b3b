"""Puts our backends in the place of moto's own, before anything is made."""

from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.cloudformation.models import cloudformation_backends
from moto.eks.models import eks_backends
from moto.elb import urls as elb_urls
from moto.elb.models import elb_backends
from moto.elbv2.models import elbv2_backends
from moto.iam.models import iam_backends
from moto.iam.responses import IamResponse
from moto.servicequotas.models import servicequotas_backends
from moto.ssm.models import ssm_backends
from moto.ssm.responses import SimpleSystemManagerResponse
from moto.sts.models import STSBackend, sts_backends

from .autoscaling import GroupResponse, PracticeAutoScaling
from .catch_all import urls
from .cloudformation.models import PracticeCloudFormation
from .cloudformation.responses import CloudFormationResponse
from .eks.models import PracticeEks
from .eks.responses import EksResponse
from .identity import IdentityResponse
from .issuers import PracticeIam
from .load_balancers import PracticeClassicLoadBalancers, PracticeLoadBalancers
from .parameters import PracticeParameters
from .quotas import PracticeQuotas, QuotasResponse


def register() -> None:
    autoscaling_backends.backend = _at(urls(GroupResponse), PracticeAutoScaling)
    cloudformation_backends.backend = _at(urls(CloudFormationResponse), PracticeCloudFormation)
    eks_backends.backend = _at(urls(EksResponse), PracticeEks)
    # Both kinds of load balancers have one address.
    elb_backends.backend = _at(elb_urls, PracticeClassicLoadBalancers)
    elbv2_backends.backend = _at(elb_urls, PracticeLoadBalancers)
    iam_backends.backend = _at(urls(IamResponse), PracticeIam)
    servicequotas_backends.backend = _at(urls(QuotasResponse), PracticeQuotas)
    ssm_backends.backend = _at(urls(SimpleSystemManagerResponse), PracticeParameters)
    sts_backends.backend = _at(urls(IdentityResponse), STSBackend)


def _at(addresses: Any, backend: type) -> type:
    """moto would look for the addresses beside the file of the class."""
    backend._url_module = addresses
    return backend
