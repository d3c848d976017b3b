"""Access entries, and the policies that are associated with them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow

from .. import facts
from ..caller import is_there
from .account import Account
from .cluster import Cluster
from .errors import in_use, invalid, missing

POLICY = "arn:aws:eks::aws:cluster-access-policy/"
ADMIN = f"{POLICY}AmazonEKSClusterAdminPolicy"
_TYPES = (
    "STANDARD",
    "EC2_LINUX",
    "EC2_WINDOWS",
    "FARGATE_LINUX",
    "EC2",
    "HYBRID_LINUX",
    "HYPERPOD_LINUX",
)


@dataclass
class AccessEntry:
    principal: str
    arn: str
    type: str
    username: str
    groups: list[str]
    tags: dict[str, str]
    created_at: datetime
    modified_at: datetime
    policies: dict[str, dict[str, Any]] = field(default_factory=dict)

    def describe(self, cluster: Cluster) -> dict[str, Any]:
        return {
            "clusterName": cluster.name,
            "principalArn": self.principal,
            "kubernetesGroups": self.groups,
            "accessEntryArn": self.arn,
            "createdAt": self.created_at,
            "modifiedAt": self.modified_at,
            "tags": self.tags,
            "username": self.username,
            "type": self.type,
        }

    def wished(self) -> dict[str, Any]:
        return {
            "principalArn": self.principal,
            "username": self.username,
            "groups": self.groups,
            "type": self.type,
            "policies": [
                {"arn": arn, "scope": one["accessScope"]}
                for arn, one in self.policies.items()
            ],
        }


def add_entry(
    cluster: Cluster,
    account: Account,
    principal: str,
    *,
    type: str = "STANDARD",
    username: str | None = None,
    groups: list[str] | None = None,
    tags: dict[str, str] | None = None,
) -> AccessEntry:
    if principal in cluster.access_entries:
        in_use(
            "The specified access entry resource is already in use on this cluster."
        )
    _validate(principal, account, type, groups or [], username)
    nodes = type.startswith("EC2_")
    kind, name = principal.split(":")[5].split("/")[0], principal.split("/")[-1]
    moment = utcnow()
    entry = AccessEntry(
        principal=principal,
        arn=account.arn(
            "access-entry", cluster.name, kind, account.id, name, str(uuid4())
        ),
        type=type,
        username=username or _username(principal, nodes),
        groups=["system:nodes"] if nodes else groups or [],
        tags=tags or {},
        created_at=moment,
        modified_at=moment,
    )
    cluster.access_entries[principal] = entry
    return entry


def associate(entry: AccessEntry, policy: str, scope: dict[str, Any]) -> dict[str, Any]:
    if policy.removeprefix(POLICY) not in facts.access_policies():
        invalid(f"The policyArn parameter format is not valid: {policy}")
    if entry.type != "STANDARD":
        bad = f"Access policies can only be associated with access entries of type STANDARD, not {entry.type}"
        invalid(bad)
    if scope["type"] == "namespace" and not scope.get("namespaces"):
        invalid("Namespaces are required when the scope is namespace")
    moment = utcnow()
    known = entry.policies.get(policy, {"associatedAt": moment})
    entry.policies[policy] = {
        "policyArn": policy,
        "accessScope": {
            "type": scope["type"],
            "namespaces": scope.get("namespaces") or [],
        },
        "associatedAt": known["associatedAt"],
        "modifiedAt": moment,
    }
    entry.modified_at = moment
    return entry.policies[policy]


def entry_of(cluster: Cluster, principal: str) -> AccessEntry:
    if principal not in cluster.access_entries:
        missing(
            f"The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'. ({principal})"
        )
    return cluster.access_entries[principal]


def _username(principal: str, nodes: bool) -> str:
    if nodes:
        return "system:node:{{EC2PrivateDNSName}}"
    if ":role/" not in principal:
        return principal
    account, name = principal.split(":")[4], principal.split("/")[-1]
    return f"arn:aws:sts::{account}:assumed-role/{name}/{{{{SessionName}}}}"


def _validate(
    principal: str,
    account: Account,
    type: str,
    groups: list[str],
    username: str | None,
) -> None:
    if ":assumed-role/" in principal or not is_there(principal, account.id):
        invalid("The specified principalArn is invalid: invalid principal.")
    if type not in _TYPES:
        invalid(f"The specified type is not supported: {type}")
    if type != "STANDARD" and groups:
        invalid("Kubernetes groups can only be given with the type STANDARD")
    for group in groups:
        if group.startswith("system:"):
            invalid(f"The kubernetes group name {group} is invalid, it cannot start with system:")
    if username and username.startswith(("system:", "eks:", "aws:", "amazon:", "iam:")):
        invalid(f"The username {username} begins with a reserved word")
