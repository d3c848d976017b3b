"""Node groups: an Auto Scaling group of real instances, as far as moto's are."""

import json
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from time import sleep
from typing import Any
from uuid import uuid4

from moto.autoscaling.models import autoscaling_backends
from moto.core.utils import utcnow

from .. import facts
from ..images import image_of, releases
from ..tags import pairs
from .access import add_entry
from .account import Account
from .cluster import Cluster
from .errors import in_use, invalid, missing

# So long new nodes have to come up before the old ones are taken away.
SURGE_S = 8


@dataclass
class NodeGroup:
    account: Account
    # As EKS describes it, but for what the Auto Scaling group knows.
    facts: dict[str, Any]
    group: str
    template: str
    modified_at: datetime
    is_deleted: bool = False

    @property
    def name(self) -> str:
        return self.facts["nodegroupName"]

    def desired(self) -> int:
        return int(self._scaling()["desiredSize"])

    def describe(self) -> dict[str, Any]:
        return {
            **self.facts,
            "modifiedAt": self.modified_at,
            "scalingConfig": self._scaling(),
            "status": "DELETING" if self.is_deleted else self.facts["status"],
            "resources": {"autoScalingGroups": [{"name": self.group}]},
        }

    def wished(self) -> dict[str, Any]:
        told = self.facts
        return {
            "name": self.name,
            "version": told["version"],
            "releaseVersion": told["releaseVersion"],
            "labels": told["labels"],
            "taints": told["taints"],
            "instanceTypes": told["instanceTypes"],
            "amiType": told["amiType"],
            "capacityType": told["capacityType"],
            "diskSize": told.get("diskSize"),
            "nodeRole": told["nodeRole"],
            "autoScalingGroup": self.group,
        }

    def _scaling(self) -> dict[str, int]:
        groups = autoscaling_backends[self.account.id][self.account.region]
        group = groups.autoscaling_groups.get(self.group)
        if group is None:
            return {"minSize": 0, "maxSize": 1, "desiredSize": 0}
        return {
            "minSize": group.min_size or 0,
            "maxSize": group.max_size or 0,
            "desiredSize": group.desired_capacity or 0,
        }


def add_group(cluster: Cluster, account: Account, params: dict[str, Any]) -> NodeGroup:
    name = params["nodegroupName"]
    if name in cluster.nodegroups:
        in_use(
            f"NodeGroup already exists with name {name} and cluster name {cluster.name}"
        )
    version = params.get("version") or cluster.version
    _assert_not_newer(version, cluster)
    release = _release(version, params.get("releaseVersion"))
    role = params["nodeRole"]
    uuid = str(uuid4())
    own_name = f"eks-{name}-{uuid}"
    scaling = params.get("scalingConfig") or {}
    minimum = scaling.get("minSize", 1)
    maximum = scaling.get("maxSize", 2)
    desired = scaling.get("desiredSize", minimum)
    _assert_scaling(minimum, desired, maximum)
    moment = utcnow()
    group = NodeGroup(
        account=account,
        group=own_name,
        template="",
        modified_at=moment,
        facts={
            "nodegroupName": name,
            "nodegroupArn": account.arn("nodegroup", cluster.name, name, uuid),
            "clusterName": cluster.name,
            "version": version,
            "releaseVersion": release,
            "createdAt": moment,
            "status": "ACTIVE",
            "capacityType": params.get("capacityType") or "ON_DEMAND",
            "instanceTypes": params.get("instanceTypes") or [],
            "subnets": params["subnets"],
            "amiType": params.get("amiType") or "AL2023_x86_64_STANDARD",
            "nodeRole": role,
            "labels": params.get("labels") or {},
            "taints": params.get("taints") or [],
            "health": {"issues": []},
            "updateConfig": params.get("updateConfig") or {"maxUnavailable": 1},
            "tags": params.get("tags") or {},
            **_disk(params),
            **_given(params, "remoteAccess", "nodeRepairConfig"),
        },
    )
    _set_template(group, params.get("launchTemplate"))
    group.template = _make_template(cluster, group, own_name)
    _make_scaling_group(cluster, group, minimum, desired, maximum)
    if role not in cluster.access_entries:
        add_entry(cluster, account, role, type=_entry_type(group))
    cluster.nodegroups[name] = group
    return group


def change_group(
    cluster: Cluster, group: NodeGroup, params: dict[str, Any]
) -> dict[str, Any]:
    scaling = params.get("scalingConfig")
    if scaling:
        known = group._scaling()
        wanted = {**known, **scaling}
        _assert_scaling(wanted["minSize"], wanted["desiredSize"], wanted["maxSize"])
        group.account.ask("autoscaling").update_auto_scaling_group(
            AutoScalingGroupName=group.group,
            MinSize=wanted["minSize"],
            MaxSize=wanted["maxSize"],
            DesiredCapacity=wanted["desiredSize"],
        )
    labels = params.get("labels") or {}
    group.facts["labels"].update(labels.get("addOrUpdateLabels") or {})
    for label in labels.get("removeLabels") or []:
        group.facts["labels"].pop(label, None)
    _change_taints(group, params.get("taints") or {})
    for key in ("updateConfig", "nodeRepairConfig"):
        if params.get(key):
            group.facts[key] = params[key]
    group.modified_at = utcnow()
    told: dict[str, Any] = {}
    for key, value in (scaling or {}).items():
        told[key[0].upper() + key[1:]] = value
    for key, value in labels.items():
        told["LabelsToAdd" if key == "addOrUpdateLabels" else "LabelsToRemove"] = (
            json.dumps(value)
        )
    return cluster.updates.made("ConfigUpdate", told, about(group))


def change_version(
    cluster: Cluster, group: NodeGroup, params: dict[str, Any]
) -> dict[str, Any]:
    """New nodes come up beside the old ones, then the old ones go one after the other."""
    template = params.get("launchTemplate")
    # What a template of its own says of the image, no version can change.
    version = params.get("version") or (
        group.facts["version"] if template else cluster.version
    )
    _assert_not_newer(version, cluster)
    release = _release(version, params.get("releaseVersion"))
    update = cluster.updates.begin(
        "VersionUpdate",
        {
            "Version": version,
            "ReleaseVersion": release,
            "LaunchTemplateVersion": (template or {}).get("version"),
        },
        about(group),
    )
    group.facts.update(version=version, releaseVersion=release, status="UPDATING")
    if template:
        _set_template(group, template)
    group.modified_at = utcnow()
    _new_template_version(cluster, group)
    Thread(target=_roll, args=(cluster, group), daemon=True).start()
    return update


def delete_group(cluster: Cluster, group: NodeGroup) -> None:
    group.is_deleted = True
    group.account.ask("autoscaling").delete_auto_scaling_group(
        AutoScalingGroupName=group.group, ForceDelete=True
    )
    group.account.ask("ec2").delete_launch_template(LaunchTemplateId=group.template)
    cluster.nodegroups.pop(group.name)
    role = group.facts["nodeRole"]
    if all(one.facts["nodeRole"] != role for one in cluster.nodegroups.values()):
        cluster.access_entries.pop(role, None)


def group_of(cluster: Cluster, name: str) -> NodeGroup:
    if name not in cluster.nodegroups:
        missing(f"No node group found for name: {name}.")
    return cluster.nodegroups[name]


def about(group: NodeGroup) -> str:
    return f"nodegroup/{group.name}"


def _roll(cluster: Cluster, group: NodeGroup) -> None:
    failure = None
    try:
        _replace_all(group)
    except Exception as error:  # noqa: BLE001: it is told as the update's own failure
        failure = str(error)
    group.facts["status"] = "ACTIVE"
    cluster.updates.end(about(group), failure)


def _replace_all(group: NodeGroup) -> None:
    autoscaling = group.account.ask("autoscaling")
    before = group._scaling()
    old = _instances(group)
    if not old:
        return
    autoscaling.update_auto_scaling_group(
        AutoScalingGroupName=group.group,
        MaxSize=before["maxSize"] + 1,
        DesiredCapacity=before["desiredSize"] + 1,
    )
    came = next(zone for id, zone in _instances(group).items() if id not in old)
    # Those of its zone go last: so the zones have as many as before.
    order = sorted(old, key=lambda id: old[id] == came)
    for index, instance in enumerate(order):
        sleep(SURGE_S)
        autoscaling.terminate_instance_in_auto_scaling_group(
            InstanceId=instance,
            # The last one makes room again for what came first.
            ShouldDecrementDesiredCapacity=index == len(old) - 1,
        )
    autoscaling.update_auto_scaling_group(
        AutoScalingGroupName=group.group, MaxSize=before["maxSize"]
    )


def _instances(group: NodeGroup) -> dict[str, str]:
    """Each with its zone."""
    told = group.account.ask("autoscaling").describe_auto_scaling_groups(
        AutoScalingGroupNames=[group.group]
    )["AutoScalingGroups"]
    return {
        one["InstanceId"]: one["AvailabilityZone"]
        for found in told
        for one in found["Instances"]
    }


def _make_scaling_group(
    cluster: Cluster, group: NodeGroup, minimum: int, desired: int, maximum: int
) -> None:
    tags = {
        **_own_tags(cluster, group),
        f"kubernetes.io/cluster/{cluster.name}": "owned",
        "k8s.io/cluster-autoscaler/enabled": "true",
        f"k8s.io/cluster-autoscaler/{cluster.name}": "owned",
    }
    group.account.ask("autoscaling").create_auto_scaling_group(
        AutoScalingGroupName=group.group,
        MinSize=minimum,
        MaxSize=maximum,
        DesiredCapacity=desired,
        VPCZoneIdentifier=",".join(group.facts["subnets"]),
        LaunchTemplate={"LaunchTemplateId": group.template, "Version": "$Default"},
        HealthCheckType="EC2",
        HealthCheckGracePeriod=15,
        Tags=[
            {**one, "PropagateAtLaunch": True} for one in pairs(tags)
        ],
    )


def _make_template(cluster: Cluster, group: NodeGroup, name: str) -> str:
    made = group.account.ask("ec2").create_launch_template(
        LaunchTemplateName=name,
        LaunchTemplateData=_template_data(cluster, group),
        TagSpecifications=[
            {
                "ResourceType": "launch-template",
                "Tags": pairs(_own_tags(cluster, group)),
            }
        ],
    )
    return made["LaunchTemplate"]["LaunchTemplateId"]


def _new_template_version(cluster: Cluster, group: NodeGroup) -> None:
    ec2 = group.account.ask("ec2")
    made = ec2.create_launch_template_version(
        LaunchTemplateId=group.template,
        LaunchTemplateData=_template_data(cluster, group),
    )["LaunchTemplateVersion"]
    ec2.modify_launch_template(
        LaunchTemplateId=group.template, DefaultVersion=str(made["VersionNumber"])
    )


def _template_data(cluster: Cluster, group: NodeGroup) -> dict[str, Any]:
    given = _given_template(group)
    image = image_of(
        group.facts["releaseVersion"], _architecture(group), group.account.region
    )
    own_tags = pairs(_own_tags(cluster, group))
    kinds = {
        one["ResourceType"]: one["Tags"] for one in given.get("TagSpecifications", [])
    }
    return {
        "ImageId": given.get("ImageId", image),
        "InstanceType": given.get("InstanceType") or group.facts["instanceTypes"][0],
        "SecurityGroupIds": given.get("SecurityGroupIds")
        or [cluster.vpc["clusterSecurityGroupId"]],
        "TagSpecifications": [
            {"ResourceType": kind, "Tags": [*kinds.get(kind, []), *own_tags]}
            for kind in ("instance", "volume", "network-interface")
        ],
        **_given(given, "BlockDeviceMappings", "MetadataOptions", "UserData"),
    }


def _own_tags(cluster: Cluster, group: NodeGroup) -> dict[str, str]:
    return {"eks:cluster-name": cluster.name, "eks:nodegroup-name": group.name}


def _set_template(group: NodeGroup, asked: dict[str, Any] | None) -> None:
    """The template's id, name and version as numbers, and what it says of the instance type."""
    data: dict[str, Any] = {}
    if asked:
        found = _find_template(group, asked)
        data = found["LaunchTemplateData"]
        group.facts["launchTemplate"] = {
            "id": found["LaunchTemplateId"],
            "name": found["LaunchTemplateName"],
            "version": str(found["VersionNumber"]),
        }
    # EKS tells the types of a node group whose template has one as those of the template's.
    if not group.facts["instanceTypes"] and "InstanceType" not in data:
        group.facts["instanceTypes"] = ["t3.medium"]


def _find_template(group: NodeGroup, asked: dict[str, Any]) -> dict[str, Any]:
    known = group.facts.get("launchTemplate", {})
    which = {**{key: known[key] for key in known if key != "version"}, **asked}
    key, value = (
        ("LaunchTemplateId", which["id"])
        if which.get("id")
        else ("LaunchTemplateName", which["name"])
    )
    try:
        return group.account.ask("ec2").describe_launch_template_versions(
            **{key: value}, Versions=[which.get("version") or "$Default"]
        )["LaunchTemplateVersions"][0]
    except Exception as error:  # noqa: BLE001: EKS says it in its own words
        invalid(f"The launch template {value} could not be found: {error}")


def _given_template(group: NodeGroup) -> dict[str, Any]:
    template = group.facts.get("launchTemplate")
    if not template:
        return {}
    return group.account.ask("ec2").describe_launch_template_versions(
        LaunchTemplateId=template["id"], Versions=[template["version"]]
    )["LaunchTemplateVersions"][0]["LaunchTemplateData"]


def _change_taints(group: NodeGroup, change: dict[str, Any]) -> None:
    gone = (change.get("removeTaints") or []) + (change.get("addOrUpdateTaints") or [])
    keys = [(one["key"], one.get("effect")) for one in gone]
    group.facts["taints"] = [
        one
        for one in group.facts["taints"]
        if (one["key"], one.get("effect")) not in keys
    ] + (change.get("addOrUpdateTaints") or [])


def _disk(params: dict[str, Any]) -> dict[str, Any]:
    return {} if params.get("launchTemplate") else {"diskSize": params.get("diskSize") or 20}


def _given(params: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: params[key] for key in keys if params.get(key)}


def _architecture(group: NodeGroup) -> str:
    return "arm64" if "ARM" in group.facts["amiType"].upper() else "x86_64"


def _entry_type(group: NodeGroup) -> str:
    return "EC2_WINDOWS" if group.facts["amiType"].startswith("WINDOWS") else "EC2_LINUX"


def _release(version: str, wanted: str | None) -> str:
    known = releases(version)
    if wanted:
        if wanted not in known:
            invalid(f"Requested release version {wanted} is not valid for kubernetes version {version}.")
        return wanted
    return known[0]


def _assert_not_newer(version: str, cluster: Cluster) -> None:
    known = [one["version"] for one in facts.minors()]
    if version not in known or known.index(version) > known.index(cluster.version):
        invalid(
            f"Nodegroup Kubernetes version {version} is not compatible with the cluster's version {cluster.version}"
        )


def _assert_scaling(minimum: int, desired: int, maximum: int) -> None:
    if maximum < 1:
        invalid("maxSize must be at least 1")
    if minimum > maximum:
        invalid(f"Minimum capacity {minimum} can't be greater than maximum size {maximum}")
    if desired < minimum:
        invalid(f"Minimum capacity {minimum} can't be greater than desired size {desired}")
    if desired > maximum:
        invalid(f"desired capacity {desired} can't be greater than max size {maximum}")
