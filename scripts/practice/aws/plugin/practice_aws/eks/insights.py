"""What EKS says about the way to the next minor version: in practice, that nothing is in it."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from moto.core.utils import utcnow

from .. import facts
from .cluster import Cluster
from .errors import missing
from .versions import next_minor

_CATEGORY = "UPGRADE_READINESS"
_CHECKS = {
    "Deprecated APIs removed in Kubernetes v{next}": "Checks for usage of deprecated APIs that are scheduled for removal in Kubernetes v{next}.",
    "Kubelet version skew": "Checks for kubelet versions of worker nodes in the cluster to see if upgrade would cause non compliance with supported Kubernetes kubelet version skew policy.",
    "EKS add-on version compatibility": "Checks version of installed EKS add-ons to ensure they are compatible with the next version of Kubernetes.",
    "Cluster health issues": "Checks for any cluster health issues that prevent successful upgrade to the next Kubernetes version on EKS.",
    "kube-proxy version skew": "Checks version of kube-proxy in cluster to see if upgrade would cause non compliance with supported Kubernetes kube-proxy version skew policy.",
}


def insights_of(cluster: Cluster, params: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = params.get("filter") or {}
    return [
        {key: value for key, value in one.items() if key not in _DETAILS}
        for one in _all(cluster)
        if _matches(one, wanted)
    ]


def insight_of(cluster: Cluster, id: str) -> dict[str, Any]:
    found = next((one for one in _all(cluster) if one["id"] == id), None)
    return found or missing(f"No insight found with ID: {id}")


_DETAILS = ("recommendation", "additionalInfo", "resources", "categorySpecificSummary")


def _all(cluster: Cluster) -> list[dict[str, Any]]:
    minor = next_minor(cluster.version)
    if not facts.minor(minor):
        return []
    return [
        {
            "id": str(uuid5(NAMESPACE_URL, f"{cluster.name}/{name}")),
            "name": name.format(next=minor),
            "category": _CATEGORY,
            "kubernetesVersion": minor,
            "lastRefreshTime": utcnow(),
            "lastTransitionTime": cluster.created_at,
            "description": description.format(next=minor),
            "insightStatus": {"status": "PASSING", "reason": "Practice looks for nothing here."},
            "recommendation": "",
            "additionalInfo": {},
            "resources": [],
            "categorySpecificSummary": {
                "deprecationDetails": [],
                "addonCompatibilityDetails": [],
            },
        }
        for name, description in _CHECKS.items()
    ]


def _matches(insight: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return (
        insight["category"] in (wanted.get("categories") or [_CATEGORY])
        and insight["kubernetesVersion"] in (wanted.get("kubernetesVersions") or [insight["kubernetesVersion"]])
        and insight["insightStatus"]["status"] in (wanted.get("statuses") or ["PASSING"])
    )
