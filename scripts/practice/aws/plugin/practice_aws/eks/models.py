"""The clusters of an account and region."""

import secrets
from typing import Any

from moto.core.utils import utcnow
from moto.eks.models import EKSBackend

from .. import facts
from ..host import HostError, host
from ..tags import pairs
from .access import ADMIN, add_entry, associate
from .account import Account
from .cluster import Cluster
from .errors import bad_request, in_use, invalid, missing
from .versions import change_of_version

SECURITY_GROUP = (
    "EKS created security group applied to ENI that is attached to EKS Control Plane "
    "master nodes, as well as any managed workloads."
)
# A change that is done sooner is answered as done: eksctl would ask again in half a minute.
PATIENCE_S = 15
_LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"]


class PracticeEks(EKSBackend):
    """EKS's clusters; those of moto's own class know too little to be one of these."""

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        self.clusters: dict[str, Cluster] = {}  # type: ignore[assignment]

    def make(self, account: Account, params: dict[str, Any]) -> Cluster:
        name = params["name"]
        if name in self.clusters:
            in_use(f"Cluster already exists with name: {name}")
        version = params.get("version") or facts.default_minor()
        if not facts.minor(version):
            invalid(f"unsupported Kubernetes version {version}")
        vpc = _vpc(account, params["resourcesVpcConfig"])
        access = params.get("accessConfig") or {}
        cluster = Cluster(
            name=name,
            region=account.region,
            account=account.id,
            created_by=account.principal,
            created_at=utcnow(),
            version=version,
            facts={
                "arn": account.arn("cluster", name),
                "roleArn": params["roleArn"],
                "resourcesVpcConfig": vpc,
                "kubernetesNetworkConfig": {
                    "serviceIpv4Cidr": _service_range(params, account),
                    "ipFamily": "ipv4",
                    "elasticLoadBalancing": {"enabled": False},
                },
                "logging": _logging({}, params.get("logging")),
                "platformVersion": "eks.1",
                "tags": params.get("tags") or {},
                "accessConfig": {
                    "authenticationMode": access.get("authenticationMode")
                    or "CONFIG_MAP",
                    "bootstrapClusterCreatorAdminPermissions": access.get(
                        "bootstrapClusterCreatorAdminPermissions", True
                    ),
                },
                "upgradePolicy": {
                    "supportType": (params.get("upgradePolicy") or {}).get(
                        "supportType", "EXTENDED"
                    )
                },
                "computeConfig": {"enabled": False},
                "storageConfig": {"blockStorage": {"enabled": False}},
                "deletionProtection": params.get("deletionProtection") or False,
                **(
                    {"encryptionConfig": params["encryptionConfig"]}
                    if params.get("encryptionConfig")
                    else {}
                ),
            },
        )
        if cluster.facts["accessConfig"]["bootstrapClusterCreatorAdminPermissions"]:
            entry = add_entry(cluster, account, cluster.created_by)
            associate(entry, ADMIN, {"type": "cluster"})
        vpc["clusterSecurityGroupId"] = _security_group(cluster, account)
        cluster.wish()
        self.clusters[name] = cluster
        _log_group(cluster, account)
        return cluster

    def find(self, name: str) -> Cluster:
        if name not in self.clusters:
            missing(f"No cluster found for name: {name}.")
        return self.clusters[name]

    def end(self, account: Account, name: str) -> dict[str, Any]:
        cluster = self.find(name)
        if cluster.nodegroups:
            in_use("Cluster has nodegroups attached")
        if cluster.facts["deletionProtection"]:
            bad_request(
                f"Cluster {name} has deletion protection enabled. Disable deletion protection before you delete the cluster."
            )
        cluster.is_deleted = True
        told = cluster.describe()
        try:
            host().end(name)
        except HostError as error:
            cluster.is_deleted = False
            bad_request(str(error))
        _delete_security_group(cluster, account)
        self.clusters.pop(name)
        return told

    def change_version(self, name: str, version: str) -> dict[str, Any]:
        cluster = self.find(name)
        cluster.look()
        kind = change_of_version(cluster, version)
        update = cluster.updates.begin(
            kind, {"Version": version, "PlatformVersion": "eks.1"}
        )
        cluster.wished_version = version
        try:
            cluster.wish()
        except Exception:
            cluster.wished_version = None
            cluster.updates.all.pop(update["id"])
            raise
        cluster.settle(PATIENCE_S)
        return update

    def change_config(self, name: str, params: dict[str, Any]) -> dict[str, Any]:
        cluster = self.find(name)
        vpc = params.get("resourcesVpcConfig")
        if vpc:
            kind = "VpcConfigUpdate" if "subnetIds" in vpc else "EndpointAccessUpdate"
            told = {
                "EndpointPublicAccess": vpc.get("endpointPublicAccess"),
                "EndpointPrivateAccess": vpc.get("endpointPrivateAccess"),
                "PublicAccessCidrs": vpc.get("publicAccessCidrs"),
            }
            same = all(cluster.vpc.get(key) == value for key, value in vpc.items())
            if same:
                invalid("Cluster is already at the desired configuration")
            cluster.vpc.update(vpc)
        elif "logging" in params:
            kind, told = "LoggingUpdate", {"ClusterLogging": params["logging"]}
            known = cluster.facts["logging"]
            cluster.facts["logging"] = _logging(known, params["logging"])
        elif "upgradePolicy" in params:
            kind, told = "UpgradePolicyUpdate", {"UpgradePolicy": params["upgradePolicy"]}
            cluster.facts["upgradePolicy"].update(params["upgradePolicy"])
        elif "accessConfig" in params:
            kind, told = "AccessConfigUpdate", {
                "AuthenticationMode": params["accessConfig"].get("authenticationMode")
            }
            cluster.facts["accessConfig"].update(params["accessConfig"])
        elif "deletionProtection" in params:
            kind, told = "DeletionProtectionUpdate", {
                "DeletionProtection": params["deletionProtection"]
            }
            cluster.facts["deletionProtection"] = params["deletionProtection"]
        else:
            bad_request("No changes needed: practice plays no such change")
        update = cluster.updates.made(kind, told)
        cluster.wish()
        return update

    def tagged(self, arn: str) -> dict[str, str]:
        """The tags of whatever has this ARN, to be read or changed."""
        for cluster in self.clusters.values():
            if arn == cluster.facts["arn"]:
                return cluster.facts["tags"]
            for group in cluster.nodegroups.values():
                if arn == group.facts["nodegroupArn"]:
                    return group.facts["tags"]
            for part in (*cluster.addons.values(), *cluster.access_entries.values()):
                if arn == part.arn:
                    return part.tags
        missing(f"The requested resource is not found: {arn}")


def _vpc(account: Account, asked: dict[str, Any]) -> dict[str, Any]:
    subnets = account.ask("ec2").describe_subnets(SubnetIds=asked["subnetIds"])[
        "Subnets"
    ]
    if len({one["AvailabilityZone"] for one in subnets}) < 2:
        invalid("Subnets specified must be in at least two different AZs")
    return {
        "subnetIds": asked["subnetIds"],
        "securityGroupIds": asked.get("securityGroupIds") or [],
        "vpcId": subnets[0]["VpcId"],
        "endpointPublicAccess": asked.get("endpointPublicAccess", True),
        "endpointPrivateAccess": asked.get("endpointPrivateAccess", False),
        "publicAccessCidrs": asked.get("publicAccessCidrs") or ["0.0.0.0/0"],
    }


def _service_range(params: dict[str, Any], account: Account) -> str:
    given = (params.get("kubernetesNetworkConfig") or {}).get("serviceIpv4Cidr")
    if given:
        return given
    vpcs = account.ask("ec2").describe_subnets(
        SubnetIds=params["resourcesVpcConfig"]["subnetIds"][:1]
    )
    range = vpcs["Subnets"][0]["CidrBlock"]
    # EKS takes the one that the VPC leaves free.
    return "172.20.0.0/16" if range.startswith("10.") else "10.100.0.0/16"


def _security_group(cluster: Cluster, account: Account) -> str:
    ec2 = account.ask("ec2")
    name = f"eks-cluster-sg-{cluster.name}-{secrets.randbelow(10**9)}"
    tags = {
        "Name": name,
        f"kubernetes.io/cluster/{cluster.name}": "owned",
        "aws:eks:cluster-name": cluster.name,
    }
    group = ec2.create_security_group(
        GroupName=name,
        Description=SECURITY_GROUP,
        VpcId=cluster.vpc["vpcId"],
        TagSpecifications=[
            {"ResourceType": "security-group", "Tags": pairs(tags)}
        ],
    )["GroupId"]
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group}]}],
    )
    return group


def _delete_security_group(cluster: Cluster, account: Account) -> None:
    ec2 = account.ask("ec2")
    group = cluster.vpc["clusterSecurityGroupId"]
    try:
        ec2.delete_security_group(GroupId=group)
    except ec2.exceptions.ClientError:
        # As with EKS, what others attached it to keeps it.
        return


def _log_group(cluster: Cluster, account: Account) -> None:
    if not any(one["enabled"] for one in cluster.facts["logging"]["clusterLogging"]):
        return
    logs = account.ask("logs")
    try:
        logs.create_log_group(logGroupName=f"/aws/eks/{cluster.name}/cluster")
    except logs.exceptions.ResourceAlreadyExistsException:
        return


def _logging(known: dict[str, Any], asked: dict[str, Any] | None) -> dict[str, Any]:
    def enabled(logging: dict[str, Any], is_enabled: bool) -> set[str]:
        return {
            kind
            for one in logging.get("clusterLogging") or []
            if one.get("enabled") == is_enabled
            for kind in one.get("types") or []
        }

    asked = asked or {}
    on = (enabled(known, True) | enabled(asked, True)) - enabled(asked, False)
    lists = (("on", True), ("off", False))
    split = {
        "on": [kind for kind in _LOG_TYPES if kind in on],
        "off": [kind for kind in _LOG_TYPES if kind not in on],
    }
    return {
        "clusterLogging": [
            {"types": split[key], "enabled": is_enabled}
            for key, is_enabled in lists
            if split[key]
        ]
    }
