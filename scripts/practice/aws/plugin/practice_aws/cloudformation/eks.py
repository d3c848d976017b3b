"""EKS's resources: their properties are the API's, with capital letters."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

from .kinds import Kind, Made, Place, Replaced, without

LONGEST_S = 900
# These hold names of the user's, and no fields.
_MAPS = ("Labels",)


class Cluster:
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        eks = place.ask("eks")
        name = wanted.get("Name") or place.name(100)
        asked = _camel(without(wanted, "Tags", "Name", "Logging"))
        logging = _logging(wanted)
        eks.create_cluster(
            name=name,
            tags=place.all_tags(wanted.get("Tags")),
            **asked,
            **({"logging": logging} if logging else {}),
        )
        return _cluster(_settled(eks, name))

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        if was.get("RoleArn") != wanted.get("RoleArn"):
            return None
        eks = place.ask("eks")
        if was.get("Version") != wanted.get("Version"):
            eks.update_cluster_version(name=made.id, version=wanted["Version"])
            _settled(eks, made.id)
        for key in ("ResourcesVpcConfig", "UpgradePolicy", "AccessConfig"):
            if was.get(key) != wanted.get(key):
                eks.update_cluster_config(name=made.id, **_camel({key: wanted[key]}))
        if was.get("Logging") != wanted.get("Logging"):
            eks.update_cluster_config(name=made.id, logging=_logging(wanted))
        return _cluster(_settled(eks, made.id))

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("eks").delete_cluster(name=made.id)


class Nodegroup:
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        group = place.ask("eks").create_nodegroup(
            nodegroupName=wanted.get("NodegroupName") or place.name(63),
            tags={**place.all_tags(), **(wanted.get("Tags") or {})},
            **_camel(without(wanted, "Tags", "NodegroupName", "ForceUpdateEnabled")),
        )["nodegroup"]
        cluster, name = group["clusterName"], group["nodegroupName"]
        id = f"{cluster}/{name}"
        return Made(
            id,
            {
                "Arn": group["nodegroupArn"],
                "ClusterName": cluster,
                "NodegroupName": name,
                "Id": id,
            },
        )

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        fixed = ("ClusterName", "NodegroupName", "NodeRole", "Subnets", "AmiType", "InstanceTypes", "CapacityType", "DiskSize")
        if any(was.get(key) != wanted.get(key) for key in fixed):
            return None
        eks = place.ask("eks")
        which = _which(made)
        moved = ("Version", "ReleaseVersion", "LaunchTemplate")
        if any(was.get(key) != wanted.get(key) for key in moved):
            eks.update_nodegroup_version(
                **which, **_camel({key: wanted[key] for key in moved if key in wanted})
            )
            _active(made.id, lambda: eks.describe_nodegroup(**which)["nodegroup"])
        changed = {
            key: wanted[key]
            for key in ("ScalingConfig", "UpdateConfig")
            if key in wanted and was.get(key) != wanted[key]
        }
        labels = _label_change(was.get("Labels") or {}, wanted.get("Labels") or {})
        if changed or labels:
            eks.update_nodegroup_config(**which, **_camel(changed), **labels)
        return made

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("eks").delete_nodegroup(**_which(made))


class Addon:
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        addon = place.ask("eks").create_addon(
            tags=place.user_tags(wanted.get("Tags")),
            **_camel(without(wanted, "Tags", "PreserveOnDelete")),
        )["addon"]
        return Made(
            f"{addon['clusterName']}|{addon['addonName']}", {"Arn": addon["addonArn"]}
        )

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        if any(was.get(key) != wanted.get(key) for key in ("ClusterName", "AddonName")):
            return None
        place.ask("eks").update_addon(**_camel(without(wanted, "Tags", "PreserveOnDelete")))
        return made

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("eks").delete_addon(
            clusterName=was["ClusterName"], addonName=was["AddonName"]
        )


class AccessEntry(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        eks = place.ask("eks")
        entry = eks.create_access_entry(
            tags=place.user_tags(wanted.get("Tags")),
            **_camel(without(wanted, "Tags", "AccessPolicies")),
        )["accessEntry"]
        for policy in wanted.get("AccessPolicies") or []:
            eks.associate_access_policy(
                clusterName=wanted["ClusterName"],
                principalArn=wanted["PrincipalArn"],
                **_camel(policy),
            )
        return Made(
            f"{entry['principalArn']}|{entry['clusterName']}",
            {"AccessEntryArn": entry["accessEntryArn"]},
        )

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("eks").delete_access_entry(
            clusterName=was["ClusterName"], principalArn=was["PrincipalArn"]
        )


class PodIdentityAssociation(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        made = place.ask("eks").create_pod_identity_association(
            tags=place.user_tags(wanted.get("Tags")), **_camel(without(wanted, "Tags"))
        )["association"]
        return Made(
            made["associationArn"],
            {
                "AssociationArn": made["associationArn"],
                "AssociationId": made["associationId"],
            },
        )

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("eks").delete_pod_identity_association(
            clusterName=was["ClusterName"],
            associationId=made.attributes["AssociationId"],
        )


def _settled(eks: Any, name: str) -> dict[str, Any]:
    return _active(name, lambda: eks.describe_cluster(name=name)["cluster"])


def _active(name: str, look: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    deadline = monotonic() + LONGEST_S
    while monotonic() < deadline:
        seen = look()
        if seen["status"] == "ACTIVE":
            return seen
        if seen["status"] == "FAILED":
            issues = seen.get("health", {}).get("issues", [])
            raise RuntimeError(
                "; ".join(one["message"] for one in issues) or f"{name} has failed"
            )
        sleep(0.5)
    raise RuntimeError(f"{name} did not become active within {LONGEST_S} seconds")


def _cluster(told: dict[str, Any]) -> Made:
    return Made(
        told["name"],
        {
            "Arn": told["arn"],
            "Id": told["name"],
            "Endpoint": told["endpoint"],
            "CertificateAuthorityData": told["certificateAuthority"]["data"],
            "ClusterSecurityGroupId": told["resourcesVpcConfig"]["clusterSecurityGroupId"],
            "OpenIdConnectIssuerUrl": told["identity"]["oidc"]["issuer"],
        },
    )


def _which(made: Made) -> dict[str, str]:
    cluster, name = made.id.split("/")
    return {"clusterName": cluster, "nodegroupName": name}


def _label_change(was: dict[str, str], wanted: dict[str, str]) -> dict[str, Any]:
    if was == wanted:
        return {}
    return {
        "labels": {
            "addOrUpdateLabels": wanted,
            "removeLabels": [key for key in was if key not in wanted],
        }
    }


def _logging(wanted: dict[str, Any]) -> dict[str, Any] | None:
    enabled = (wanted.get("Logging") or {}).get("ClusterLogging", {}).get("EnabledTypes")
    if not enabled:
        return None
    types = [one["Type"] for one in enabled]
    return {"clusterLogging": [{"types": types, "enabled": True}]}


def _camel(value: Any) -> Any:
    if isinstance(value, list):
        return [_camel(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        f"{key[0].lower()}{key[1:]}": one if key in _MAPS else _camel(one)
        for key, one in value.items()
    }


KINDS: dict[str, Kind] = {
    "AWS::EKS::Cluster": Cluster(),
    "AWS::EKS::Nodegroup": Nodegroup(),
    "AWS::EKS::Addon": Addon(),
    "AWS::EKS::AccessEntry": AccessEntry(),
    "AWS::EKS::PodIdentityAssociation": PodIdentityAssociation(),
}
