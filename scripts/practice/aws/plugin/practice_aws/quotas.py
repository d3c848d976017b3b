"""Service Quotas, as an account of some age has them."""

import json
from typing import Any

from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend
from moto.servicequotas.responses import ServiceQuotasResponse

from . import facts


class QuotasResponse(ServiceQuotasResponse):
    def get_aws_default_service_quota(self) -> str:
        return self.get_service_quota()

    def list_service_quotas(self) -> str:
        service = json.loads(self.body).get("ServiceCode")
        return json.dumps({"Quotas": self.backend.list_aws_default_service_quotas(service)})


class PracticeQuotas(ServiceQuotasBackend):
    def list_aws_default_service_quotas(
        self, service_code: str
    ) -> list[dict[str, Any]]:
        known = [
            self._told(one) for one in facts.quotas() if one["service"] == service_code
        ]
        if not known:
            raise NoSuchResource
        return known

    def get_service_quota(self, service_code: str, quota_code: str) -> dict[str, Any]:
        for quota in self.list_aws_default_service_quotas(service_code):
            if quota["QuotaCode"] == quota_code:
                return quota
        raise NoSuchResource

    def _told(self, quota: dict[str, Any]) -> dict[str, Any]:
        service, code = quota["service"], quota["code"]
        return {
            "ServiceCode": service,
            "ServiceName": service,
            "QuotaArn": f"arn:aws:servicequotas:{self.region_name}:{self.account_id}:{service}/{code}",
            "QuotaCode": code,
            "QuotaName": quota["name"],
            "Value": float(quota["value"]),
            "Unit": "None",
            "Adjustable": True,
            "GlobalQuota": False,
        }
