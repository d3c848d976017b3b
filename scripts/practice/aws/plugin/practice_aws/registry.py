"""Puts our backends in the place of moto's own, before anything is made."""

from moto.autoscaling.models import autoscaling_backends
from moto.cloudformation.models import cloudformation_backends
from moto.eks.models import eks_backends
from moto.elb.models import elb_backends
from moto.elbv2.models import elbv2_backends
from moto.iam.models import iam_backends
from moto.servicequotas.models import servicequotas_backends
from moto.ssm.models import ssm_backends
from moto.sts.models import sts_backends

from .autoscaling import PracticeAutoScaling
from .catch_all import urls
from .cloudformation.models import PracticeCloudFormation
from .cloudformation.responses import CloudFormationResponse
from .eks.models import PracticeEks
from .eks.responses import EksResponse
from .identity import PracticeIdentity
from .issuers import PracticeIam
from .load_balancers import PracticeClassicLoadBalancers, PracticeLoadBalancers
from .parameters import PracticeParameters
from .quotas import PracticeQuotas


def register() -> None:
    PracticeCloudFormation.addresses = urls(CloudFormationResponse, "cloudformation")
    PracticeEks.addresses = urls(EksResponse, "eks")
    autoscaling_backends.backend = PracticeAutoScaling
    cloudformation_backends.backend = PracticeCloudFormation
    eks_backends.backend = PracticeEks
    elb_backends.backend = PracticeClassicLoadBalancers
    elbv2_backends.backend = PracticeLoadBalancers
    iam_backends.backend = PracticeIam
    servicequotas_backends.backend = PracticeQuotas
    ssm_backends.backend = PracticeParameters
    sts_backends.backend = PracticeIdentity
