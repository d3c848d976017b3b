"""Load balancers whose names lead to loopback: every system resolves what ends with .localhost to it."""

from typing import Any

from moto.elb.models import ELBBackend
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer


def _name(name: str, id: str, region: str) -> str:
    return f"{name}-{id}.elb.{region}.localhost"


class PracticeLoadBalancers(ELBv2Backend):
    def create_load_balancer(self, *args: Any, **asked: Any) -> FakeLoadBalancer:
        made = super().create_load_balancer(*args, **asked)
        made.dns_name = _name(made.name, made.arn.split("/")[-1], self.region_name)
        return made


class PracticeClassicLoadBalancers(ELBBackend):
    def create_load_balancer(self, *args: Any, **asked: Any) -> Any:
        made = super().create_load_balancer(*args, **asked)
        made.dns_name = _name(made.name, "classic", self.region_name)
        return made
