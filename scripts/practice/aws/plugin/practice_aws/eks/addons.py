"""EKS's addons, and their versions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow

from .. import facts
from .account import Account
from .cluster import Cluster
from .errors import in_use, invalid, missing
from .pod_identity import associate


@dataclass
class Addon:
    name: str
    arn: str
    version: str
    tags: dict[str, str]
    created_at: datetime
    modified_at: datetime
    role: str | None = None
    configuration: str | None = None
    associations: list[str] = field(default_factory=list)

    def describe(self, cluster: Cluster) -> dict[str, Any]:
        issues = _issues(self, cluster)
        return {
            "addonName": self.name,
            "clusterName": cluster.name,
            "status": "DEGRADED" if issues else "ACTIVE",
            "addonVersion": self.version,
            "health": {"issues": issues},
            "addonArn": self.arn,
            "createdAt": self.created_at,
            "modifiedAt": self.modified_at,
            "tags": self.tags,
            "podIdentityAssociations": self.associations,
            "namespaceConfig": {"namespace": namespace_of(self.name)},
            **({"serviceAccountRoleArn": self.role} if self.role else {}),
            **({"configurationValues": self.configuration} if self.configuration else {}),
        }

    def wished(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "version": self.version,
            **({"serviceAccountRoleArn": self.role} if self.role else {}),
            **({"podIdentity": self.associations} if self.associations else {}),
            **({"configurationValues": self.configuration} if self.configuration else {}),
        }


def add_addon(cluster: Cluster, account: Account, params: dict[str, Any]) -> Addon:
    name = params["addonName"]
    if name in cluster.addons:
        in_use("Addon already exists.")
    moment = utcnow()
    addon = Addon(
        name=name,
        arn=account.arn("addon", cluster.name, name, str(uuid4())),
        version=params.get("addonVersion") or default_version(name, cluster.version),
        tags=params.get("tags") or {},
        created_at=moment,
        modified_at=moment,
        role=params.get("serviceAccountRoleArn"),
        configuration=params.get("configurationValues"),
    )
    _assert_offered(name, addon.version, cluster.version)
    addon.associations = _associate(cluster, account, addon, params)
    cluster.addons[name] = addon
    return addon


def change_addon(
    cluster: Cluster, account: Account, params: dict[str, Any]
) -> dict[str, Any]:
    addon = addon_of(cluster, params["addonName"])
    version = params.get("addonVersion")
    if version:
        _assert_offered(addon.name, version, cluster.version)
        addon.version = version
    if "serviceAccountRoleArn" in params:
        addon.role = params["serviceAccountRoleArn"]
    if "configurationValues" in params:
        addon.configuration = params["configurationValues"]
    if "podIdentityAssociations" in params:
        _dissociate(cluster, addon)
        addon.associations = _associate(cluster, account, addon, params)
    addon.modified_at = utcnow()
    told = {
        "AddonVersion": version,
        "ServiceAccountRoleArn": params.get("serviceAccountRoleArn"),
        "ResolveConflicts": params.get("resolveConflicts"),
        "ConfigurationValues": params.get("configurationValues"),
    }
    return cluster.updates.made("AddonUpdate", told, f"addon/{addon.name}")


def delete_addon(cluster: Cluster, addon: Addon) -> None:
    _dissociate(cluster, addon)
    cluster.addons.pop(addon.name)


def addon_of(cluster: Cluster, name: str) -> Addon:
    if name not in cluster.addons:
        missing(f"No addon: {name} found in cluster: {cluster.name}")
    return cluster.addons[name]


def default_version(name: str, minor: str) -> str:
    _assert_known(name)
    return facts.addon_versions(name, minor)[0]


def namespace_of(name: str) -> str:
    return facts.addons()[name].get("namespace", "kube-system")


def describe_versions(name: str | None, minor: str | None) -> list[dict[str, Any]]:
    if name and name not in facts.addons():
        return []
    names = [name] if name else sorted(facts.addons())
    return [_offer(one, minor) for one in names]


def configuration_of(name: str, version: str) -> dict[str, Any]:
    _assert_known(name)
    own = facts.addons()[name]
    pods = (
        [
            {
                "serviceAccount": own["serviceAccount"],
                "recommendedManagedPolicies": [own["policy"]],
            }
        ]
        if "policy" in own
        else []
    )
    return {
        "addonName": name,
        "addonVersion": version,
        "configurationSchema": '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}',
        "podIdentityConfiguration": pods,
    }


def _offer(name: str, minor: str | None) -> dict[str, Any]:
    own = facts.addons()[name]
    minors = [minor] if minor else [one["version"] for one in facts.minors()]
    compatible: dict[str, list[dict[str, Any]]] = {}
    for one in minors:
        if not facts.minor(one):
            continue
        for version in facts.addon_versions(name, one):
            compatible.setdefault(version, []).append(
                {
                    "clusterVersion": one,
                    "platformVersions": ["*"],
                    "defaultVersion": version == default_version(name, one),
                }
            )
    return {
        "addonName": name,
        "type": own["type"],
        "publisher": "eks",
        "owner": "aws",
        "defaultNamespace": namespace_of(name),
        "addonVersions": [
            {
                "addonVersion": version,
                "architecture": ["amd64", "arm64"],
                "computeTypes": ["ec2"],
                "compatibilities": compatibilities,
                "requiresConfiguration": False,
                "requiresIamPermissions": "policy" in own,
            }
            for version, compatibilities in compatible.items()
        ],
    }


def _issues(addon: Addon, cluster: Cluster) -> list[dict[str, Any]]:
    needs_nodes = facts.addons()[addon.name]["runsAs"] == "Deployment"
    if not needs_nodes or any(group.desired() for group in cluster.nodegroups.values()):
        return []
    return [
        {
            "code": "InsufficientNumberOfReplicas",
            "message": "The add-on is unhealthy because it doesn't have the desired number of replicas.",
            "resourceIds": [],
        }
    ]


def _associate(
    cluster: Cluster, account: Account, addon: Addon, params: dict[str, Any]
) -> list[str]:
    return [
        associate(
            cluster,
            account,
            {
                "namespace": namespace_of(addon.name),
                "serviceAccount": one["serviceAccount"],
                "roleArn": one["roleArn"],
            },
            owner=addon.arn,
        )["associationArn"]
        for one in params.get("podIdentityAssociations") or []
    ]


def _dissociate(cluster: Cluster, addon: Addon) -> None:
    for arn in addon.associations:
        cluster.associations.pop(arn.split("/")[-1], None)


def _assert_known(name: str) -> None:
    if name not in facts.addons():
        missing(
            f"Addon {name} specified is not supported: practice plays {', '.join(sorted(facts.addons()))}"
        )


def _assert_offered(name: str, version: str, minor: str) -> None:
    _assert_known(name)
    if version not in facts.addon_versions(name, minor):
        invalid(
            f"Addon version specified is not supported, AddonName: \"{name}\", Version: \"{version}\", KubernetesVersion: \"{minor}\""
        )
