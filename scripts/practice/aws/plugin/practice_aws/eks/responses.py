"""EKS's actions: the paths and the shapes of the answers are botocore's."""

from typing import Any

from botocore.exceptions import ClientError
from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.eks.models import eks_backends

from .. import facts
from ..answers import Answer
from . import access, addons, insights, nodegroups, pod_identity, versions
from .account import Account
from .cluster import Cluster
from .errors import EksError, in_use
from .models import PracticeEks


class EksResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="eks")
        self.automated_parameter_parsing = True

    def call_action(self) -> TYPE_RESPONSE:
        try:
            return super().call_action()
        except ClientError as error:
            # What another service refuses EKS, EKS tells.
            refused = EksError(
                "InvalidRequestException", error.response["Error"]["Message"]
            )
            status, headers, body = self.serialized(ActionResult(refused))
            return status, {**headers, "status": str(status)}, body

    # Clusters

    def create_cluster(self) -> Answer:
        cluster = self._eks.make(self._account, self._asked)
        return Answer({"cluster": cluster.describe()})

    def describe_cluster(self) -> Answer:
        return Answer({"cluster": self._cluster.describe()})

    def list_clusters(self) -> Answer:
        return self._page("clusters", sorted(self._eks.clusters))

    def delete_cluster(self) -> Answer:
        return Answer({"cluster": self._eks.end(self._account, self._name)})

    def update_cluster_version(self) -> Answer:
        update = self._eks.change_version(self._name, self._asked["version"])
        return _update(update)

    def update_cluster_config(self) -> Answer:
        return _update(self._eks.change_config(self._name, self._asked))

    def describe_cluster_versions(self) -> Answer:
        return self._page("clusterVersions", versions.describe(self._asked))

    # Updates

    def list_updates(self) -> Answer:
        return self._page("updateIds", self._cluster.updates.of(self._about))

    def describe_update(self) -> Answer:
        cluster = self._cluster
        cluster.look()
        return _update(cluster.updates.get(self._asked["updateId"]))

    # Node groups

    def create_nodegroup(self) -> Answer:
        cluster = self._cluster
        self._assert_active(cluster)
        group = nodegroups.add_group(cluster, self._account, self._asked)
        cluster.wish()
        return _nodegroup(group)

    def describe_nodegroup(self) -> Answer:
        return _nodegroup(self._nodegroup)

    def list_nodegroups(self) -> Answer:
        return self._page("nodegroups", sorted(self._cluster.nodegroups))

    def update_nodegroup_config(self) -> Answer:
        update = nodegroups.change_group(self._cluster, self._nodegroup, self._asked)
        self._cluster.wish()
        return _update(update)

    def update_nodegroup_version(self) -> Answer:
        update = nodegroups.change_version(self._cluster, self._nodegroup, self._asked)
        self._cluster.wish()
        return _update(update)

    def delete_nodegroup(self) -> Answer:
        group = self._nodegroup
        nodegroups.delete_group(self._cluster, group)
        self._cluster.wish()
        return _nodegroup(group)

    # Addons

    def create_addon(self) -> Answer:
        cluster = self._cluster
        addon = addons.add_addon(cluster, self._account, self._asked)
        cluster.wish()
        return Answer({"addon": {**addon.describe(cluster), "status": "CREATING"}})

    def describe_addon(self) -> Answer:
        cluster = self._cluster
        addon = addons.addon_of(cluster, self._asked["addonName"])
        return Answer({"addon": addon.describe(cluster)})

    def list_addons(self) -> Answer:
        return self._page("addons", sorted(self._cluster.addons))

    def update_addon(self) -> Answer:
        cluster = self._cluster
        update = addons.change_addon(cluster, self._account, self._asked)
        cluster.wish()
        return _update(update)

    def delete_addon(self) -> Answer:
        cluster = self._cluster
        addon = addons.addon_of(cluster, self._asked["addonName"])
        told = addon.describe(cluster)
        addons.delete_addon(cluster, addon)
        cluster.wish()
        return Answer({"addon": {**told, "status": "DELETING"}})

    def describe_addon_versions(self) -> Answer:
        asked = self._asked
        offered = addons.describe_versions(
            asked.get("addonName"), asked.get("kubernetesVersion")
        )
        return self._page("addons", offered)

    def describe_addon_configuration(self) -> Answer:
        asked = self._asked
        return Answer(
            addons.configuration_of(asked["addonName"], asked["addonVersion"])
        )

    # Access

    def create_access_entry(self) -> Answer:
        cluster, asked = self._cluster, self._asked
        entry = access.add_entry(
            cluster,
            self._account,
            asked["principalArn"],
            type=asked.get("type") or "STANDARD",
            username=asked.get("username"),
            groups=asked.get("kubernetesGroups"),
            tags=asked.get("tags"),
        )
        cluster.wish()
        return Answer({"accessEntry": entry.describe(cluster)})

    def describe_access_entry(self) -> Answer:
        return Answer({"accessEntry": self._entry.describe(self._cluster)})

    def list_access_entries(self) -> Answer:
        policy = self._asked.get("associatedPolicyArn")
        return self._page(
            "accessEntries",
            [
                arn
                for arn, entry in self._cluster.access_entries.items()
                if not policy or policy in entry.policies
            ],
        )

    def update_access_entry(self) -> Answer:
        entry, asked = self._entry, self._asked
        if "kubernetesGroups" in asked:
            entry.groups = asked["kubernetesGroups"]
        if "username" in asked:
            entry.username = asked["username"]
        self._cluster.wish()
        return Answer({"accessEntry": entry.describe(self._cluster)})

    def delete_access_entry(self) -> EmptyResult:
        self._cluster.access_entries.pop(self._entry.principal)
        self._cluster.wish()
        return EmptyResult()

    def list_access_policies(self) -> Answer:
        return self._page(
            "accessPolicies",
            [
                {"name": name, "arn": f"{access.POLICY}{name}"}
                for name in facts.access_policies()
            ],
        )

    def associate_access_policy(self) -> Answer:
        entry, asked = self._entry, self._asked
        told = access.associate(entry, asked["policyArn"], asked["accessScope"])
        self._cluster.wish()
        return Answer(
            {
                "clusterName": self._name,
                "principalArn": entry.principal,
                "associatedAccessPolicy": told,
            }
        )

    def disassociate_access_policy(self) -> EmptyResult:
        self._entry.policies.pop(self._asked["policyArn"], None)
        self._cluster.wish()
        return EmptyResult()

    def list_associated_access_policies(self) -> Answer:
        entry = self._entry
        return self._page(
            "associatedAccessPolicies",
            list(entry.policies.values()),
            {"clusterName": self._name, "principalArn": entry.principal},
        )

    # Pod identity

    def create_pod_identity_association(self) -> Answer:
        made = pod_identity.associate(self._cluster, self._account, self._asked)
        return Answer({"association": made})

    def describe_pod_identity_association(self) -> Answer:
        return Answer({"association": self._association})

    def list_pod_identity_associations(self) -> Answer:
        return self._page(
            "associations", pod_identity.matching(self._cluster, self._asked)
        )

    def update_pod_identity_association(self) -> Answer:
        association = self._association
        for key in ("roleArn", "targetRoleArn", "disableSessionTags"):
            if key in self._asked:
                association[key] = self._asked[key]
        return Answer({"association": association})

    def delete_pod_identity_association(self) -> Answer:
        association = self._association
        self._cluster.associations.pop(association["associationId"])
        return Answer({"association": association})

    # Insights

    def list_insights(self) -> Answer:
        return self._page("insights", insights.insights_of(self._cluster, self._asked))

    def describe_insight(self) -> Answer:
        found = insights.insight_of(self._cluster, self._asked["id"])
        return Answer({"insight": found})

    # What there is none of

    def list_fargate_profiles(self) -> Answer:
        return self._page("fargateProfileNames", [])

    def list_identity_provider_configs(self) -> Answer:
        return self._page("identityProviderConfigs", [])

    def list_capabilities(self) -> Answer:
        return self._page("capabilities", [])

    # Tags

    def tag_resource(self) -> EmptyResult:
        self._eks.tagged(self._asked["resourceArn"]).update(self._asked["tags"])
        return EmptyResult()

    def untag_resource(self) -> EmptyResult:
        tags = self._eks.tagged(self._asked["resourceArn"])
        for key in self._asked["tagKeys"]:
            tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> Answer:
        return Answer({"tags": self._eks.tagged(self._asked["resourceArn"])})

    @property
    def _asked(self) -> dict[str, Any]:
        return {**self.params, **self.uri_match}

    @property
    def _eks(self) -> PracticeEks:
        return eks_backends[self.current_account][self.region]  # type: ignore[return-value]

    @property
    def _account(self) -> Account:
        return Account(self.current_account, self.region, self.access_key)

    @property
    def _name(self) -> str:
        return self._asked.get("clusterName") or self._asked["name"]

    @property
    def _cluster(self) -> Cluster:
        return self._eks.find(self._name)

    @property
    def _nodegroup(self) -> nodegroups.NodeGroup:
        return nodegroups.group_of(self._cluster, self._asked["nodegroupName"])

    @property
    def _entry(self) -> access.AccessEntry:
        return access.entry_of(self._cluster, self._asked["principalArn"])

    @property
    def _association(self) -> dict[str, Any]:
        return pod_identity.association_of(self._cluster, self._asked["associationId"])

    @property
    def _about(self) -> str | None:
        """What an update is asked of, beyond the cluster."""
        if self._asked.get("nodegroupName"):
            return f"nodegroup/{self._asked['nodegroupName']}"
        if self._asked.get("addonName"):
            return f"addon/{self._asked['addonName']}"
        return None

    def _assert_active(self, cluster: Cluster) -> None:
        status = cluster.describe()["status"]
        if status != "ACTIVE":
            in_use(f"Cluster '{cluster.name}' is not in ACTIVE status: {status}")

    def _page(
        self, key: str, every: list[Any], more: dict[str, Any] | None = None
    ) -> Answer:
        start = int(self._asked.get("nextToken") or 0)
        end = start + int(self._asked.get("maxResults") or 100)
        return Answer(
            {
                **(more or {}),
                key: every[start:end],
                **({"nextToken": str(end)} if end < len(every) else {}),
            }
        )


def _update(update: dict[str, Any]) -> Answer:
    told = {key: value for key, value in update.items() if key != "about"}
    return Answer({"update": told})


def _nodegroup(group: nodegroups.NodeGroup) -> Answer:
    return Answer({"nodegroup": group.describe()})
