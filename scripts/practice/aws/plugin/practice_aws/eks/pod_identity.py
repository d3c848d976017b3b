"""Pod identity associations."""

import secrets
from typing import Any

from moto.core.utils import utcnow

from .account import Account
from .cluster import Cluster
from .errors import in_use, missing


_SUMMARY = (
    "clusterName",
    "namespace",
    "serviceAccount",
    "associationArn",
    "associationId",
    "ownerArn",
)


def associate(
    cluster: Cluster,
    account: Account,
    params: dict[str, Any],
    owner: str | None = None,
) -> dict[str, Any]:
    pair = (params["namespace"], params["serviceAccount"])
    for one in cluster.associations.values():
        if (one["namespace"], one["serviceAccount"]) == pair:
            in_use(f"Association already exists: {one['associationId']}")
    id = f"a-{secrets.token_hex(9)[:17]}"
    moment = utcnow()
    association = {
        "clusterName": cluster.name,
        "namespace": params["namespace"],
        "serviceAccount": params["serviceAccount"],
        "roleArn": params["roleArn"],
        "associationArn": account.arn("podidentityassociation", cluster.name, id),
        "associationId": id,
        "tags": params.get("tags") or {},
        "createdAt": moment,
        "modifiedAt": moment,
        "disableSessionTags": params.get("disableSessionTags") or False,
        **({"targetRoleArn": params["targetRoleArn"]} if params.get("targetRoleArn") else {}),
        **({"ownerArn": owner} if owner else {}),
    }
    cluster.associations[id] = association
    return association


def association_of(cluster: Cluster, id: str) -> dict[str, Any]:
    if id not in cluster.associations:
        missing(f"The association {id} is not found in cluster {cluster.name}")
    return cluster.associations[id]


def matching(cluster: Cluster, params: dict[str, Any]) -> list[dict[str, Any]]:
    """As a list tells them: without their roles."""
    return [
        {key: one[key] for key in _SUMMARY if key in one}
        for one in cluster.associations.values()
        if params.get("namespace") in (None, one["namespace"])
        and params.get("serviceAccount") in (None, one["serviceAccount"])
    ]
