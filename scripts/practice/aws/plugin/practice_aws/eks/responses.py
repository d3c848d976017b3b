"""EKS's actions: the paths and the shapes of the answers are botocore's."""

from typing import Any

from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.eks.models import eks_backends

from ..catch_all import urls
from . import access, addons, insights, nodegroups, pod_identity, versions
from .account import Account
from .cluster import Cluster
from .errors import in_use
from .models import PracticeEks


class EksResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="eks")
        self.automated_parameter_parsing = True

    # Clusters

    def create_cluster(self) -> ActionResult:
        cluster = self._eks.make(self._account, self._asked)
        return ActionResult({"cluster": cluster.describe()})

    def describe_cluster(self) -> ActionResult:
        return ActionResult({"cluster": self._cluster.describe()})

    def list_clusters(self) -> ActionResult:
        return self._page("clusters", sorted(self._eks.clusters))

    def delete_cluster(self) -> ActionResult:
        return ActionResult({"cluster": self._eks.end(self._account, self._name)})

    def update_cluster_version(self) -> ActionResult:
        update = self._eks.change_version(self._name, self._asked["version"])
        return _update(update)

    def update_cluster_config(self) -> ActionResult:
        return _update(self._eks.change_config(self._name, self._asked))

    def describe_cluster_versions(self) -> ActionResult:
        return self._page("clusterVersions", versions.describe(self._asked))

    # Updates

    def list_updates(self) -> ActionResult:
        return self._page("updateIds", self._cluster.updates.of(self._about))

    def describe_update(self) -> ActionResult:
        cluster = self._cluster
        cluster.look()
        return _update(cluster.updates.get(self._asked["updateId"]))

    # Node groups

    def create_nodegroup(self) -> ActionResult:
        cluster = self._cluster
        self._assert_active(cluster)
        group = nodegroups.add_group(cluster, self._account, self._asked)
        cluster.wish()
        return _nodegroup(group)

    def describe_nodegroup(self) -> ActionResult:
        return _nodegroup(self._nodegroup)

    def list_nodegroups(self) -> ActionResult:
        return self._page("nodegroups", sorted(self._cluster.nodegroups))

    def update_nodegroup_config(self) -> ActionResult:
        update = nodegroups.change_group(self._cluster, self._nodegroup, self._asked)
        self._cluster.wish()
        return _update(update)

    def update_nodegroup_version(self) -> ActionResult:
        update = nodegroups.change_version(self._cluster, self._nodegroup, self._asked)
        self._cluster.wish()
        return _update(update)

    def delete_nodegroup(self) -> ActionResult:
        group = self._nodegroup
        nodegroups.delete_group(self._cluster, group)
        self._cluster.wish()
        return _nodegroup(group)

    # Addons

    def create_addon(self) -> ActionResult:
        cluster = self._cluster
        addon = addons.add_addon(cluster, self._account, self._asked)
        cluster.wish()
        return ActionResult({"addon": {**addon.describe(cluster), "status": "CREATING"}})

    def describe_addon(self) -> ActionResult:
        cluster = self._cluster
        addon = addons.addon_of(cluster, self._asked["addonName"])
        return ActionResult({"addon": addon.describe(cluster)})

    def list_addons(self) -> ActionResult:
        return self._page("addons", sorted(self._cluster.addons))

    def update_addon(self) -> ActionResult:
        cluster = self._cluster
        update = addons.change_addon(cluster, self._account, self._asked)
        cluster.wish()
        return _update(update)

    def delete_addon(self) -> ActionResult:
        cluster = self._cluster
        addon = addons.addon_of(cluster, self._asked["addonName"])
        told = addon.describe(cluster)
        for arn in addon.associations:
            cluster.associations.pop(arn.split("/")[-1], None)
        cluster.addons.pop(addon.name)
        cluster.wish()
        return ActionResult({"addon": {**told, "status": "DELETING"}})

    def describe_addon_versions(self) -> ActionResult:
        asked = self._asked
        offered = addons.describe_versions(
            asked.get("addonName"), asked.get("kubernetesVersion")
        )
        return self._page("addons", offered)

    def describe_addon_configuration(self) -> ActionResult:
        asked = self._asked
        return ActionResult(
            addons.configuration_of(asked["addonName"], asked["addonVersion"])
        )

    # Access

    def create_access_entry(self) -> ActionResult:
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
        return ActionResult({"accessEntry": entry.describe(cluster)})

    def describe_access_entry(self) -> ActionResult:
        return ActionResult({"accessEntry": self._entry.describe(self._cluster)})

    def list_access_entries(self) -> ActionResult:
        policy = self._asked.get("associatedPolicyArn")
        return self._page(
            "accessEntries",
            [
                arn
                for arn, entry in self._cluster.access_entries.items()
                if not policy or policy in entry.policies
            ],
        )

    def update_access_entry(self) -> ActionResult:
        entry, asked = self._entry, self._asked
        if "kubernetesGroups" in asked:
            entry.groups = asked["kubernetesGroups"]
        if "username" in asked:
            entry.username = asked["username"]
        self._cluster.wish()
        return ActionResult({"accessEntry": entry.describe(self._cluster)})

    def delete_access_entry(self) -> ActionResult:
        self._cluster.access_entries.pop(self._entry.principal)
        self._cluster.wish()
        return EmptyResult()

    def list_access_policies(self) -> ActionResult:
        from .. import facts

        return self._page(
            "accessPolicies",
            [
                {"name": name, "arn": f"{access.POLICY}{name}"}
                for name in facts.access_policies()
            ],
        )

    def associate_access_policy(self) -> ActionResult:
        entry, asked = self._entry, self._asked
        told = access.associate(entry, asked["policyArn"], asked["accessScope"])
        self._cluster.wish()
        return ActionResult(
            {
                "clusterName": self._name,
                "principalArn": entry.principal,
                "associatedAccessPolicy": told,
            }
        )

    def disassociate_access_policy(self) -> ActionResult:
        self._entry.policies.pop(self._asked["policyArn"], None)
        self._cluster.wish()
        return EmptyResult()

    def list_associated_access_policies(self) -> ActionResult:
        entry = self._entry
        return self._page(
            "associatedAccessPolicies",
            list(entry.policies.values()),
            {"clusterName": self._name, "principalArn": entry.principal},
        )

    # Pod identity

    def create_pod_identity_association(self) -> ActionResult:
        made = pod_identity.associate(self._cluster, self._account, self._asked)
        return ActionResult({"association": made})

    def describe_pod_identity_association(self) -> ActionResult:
        return ActionResult({"association": self._association})

    def list_pod_identity_associations(self) -> ActionResult:
        return self._page(
            "associations", pod_identity.matching(self._cluster, self._asked)
        )

    def update_pod_identity_association(self) -> ActionResult:
        association = self._association
        for key in ("roleArn", "targetRoleArn", "disableSessionTags"):
            if key in self._asked:
                association[key] = self._asked[key]
        return ActionResult({"association": association})

    def delete_pod_identity_association(self) -> ActionResult:
        association = self._association
        self._cluster.associations.pop(association["associationId"])
        return ActionResult({"association": association})

    # Insights

    def list_insights(self) -> ActionResult:
        return self._page("insights", insights.insights_of(self._cluster, self._asked))

    def describe_insight(self) -> ActionResult:
        found = insights.insight_of(self._cluster, self._asked["id"])
        return ActionResult({"insight": found})

    # What there is none of

    def list_fargate_profiles(self) -> ActionResult:
        return self._page("fargateProfileNames", [])

    def list_identity_provider_configs(self) -> ActionResult:
        return self._page("identityProviderConfigs", [])

    def list_capabilities(self) -> ActionResult:
        return self._page("capabilities", [])

    # Tags

    def tag_resource(self) -> ActionResult:
        self._eks.tagged(self._asked["resourceArn"]).update(self._asked["tags"])
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        tags = self._eks.tagged(self._asked["resourceArn"])
        for key in self._asked["tagKeys"]:
            tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"tags": self._eks.tagged(self._asked["resourceArn"])})

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
    ) -> ActionResult:
        start = int(self._asked.get("nextToken") or 0)
        end = start + int(self._asked.get("maxResults") or 100)
        return ActionResult(
            {
                **(more or {}),
                key: every[start:end],
                **({"nextToken": str(end)} if end < len(every) else {}),
            }
        )


def _update(update: dict[str, Any]) -> ActionResult:
    return ActionResult({"update": update})


def _nodegroup(group: nodegroups.NodeGroup) -> ActionResult:
    return ActionResult({"nodegroup": group.describe()})


URLS = urls(EksResponse, "eks")
