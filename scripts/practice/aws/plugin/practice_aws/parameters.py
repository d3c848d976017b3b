"""SSM with the public parameters of EKS's images."""

from moto.ssm.models import Parameter, SimpleSystemManagerBackend

from .images import parameter


class PracticeParameters(SimpleSystemManagerBackend):
    def get_parameter(self, name: str) -> Parameter | None:
        return self._public(name) or super().get_parameter(name)

    def get_parameters(self, names: list[str]) -> dict[str, Parameter]:
        public = {name: self._public(name) for name in names}
        found = {name: one for name, one in public.items() if one is not None}
        others = [name for name in names if name not in found]
        return {**found, **(super().get_parameters(others) if others else {})}

    def _public(self, name: str) -> Parameter | None:
        value = parameter(name, self.region_name)
        if value is None:
            return None
        return Parameter(
            account_id="",
            name=name,
            value=value,
            parameter_type="String",
            description=None,
            allowed_pattern=None,
            keyid=None,
            last_modified_date=0,
            version=1,
            data_type="aws:ec2:image" if value.startswith("ami-") else "text",
        )
