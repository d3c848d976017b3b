"""Roles, policies and OIDC providers."""

import json
from typing import Any

from ..tags import pairs
from .kinds import Kind, Made, Place, Replaced


class Role:
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        iam = place.ask("iam")
        boundary = wanted.get("PermissionsBoundary")
        role = iam.create_role(
            RoleName=wanted.get("RoleName") or place.name(64),
            Path=wanted.get("Path", "/"),
            AssumeRolePolicyDocument=json.dumps(wanted["AssumeRolePolicyDocument"]),
            Tags=pairs(place.user_tags(wanted.get("Tags"))),
            **({"Description": wanted["Description"]} if "Description" in wanted else {}),
            **({"PermissionsBoundary": boundary} if boundary else {}),
        )["Role"]
        made = Made(role["RoleName"], {"Arn": role["Arn"], "RoleId": role["RoleId"]})
        self._fill(place, made, {}, wanted)
        return made

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        if any(was.get(key) != wanted.get(key) for key in ("RoleName", "Path")):
            return None
        place.ask("iam").update_assume_role_policy(
            RoleName=made.id,
            PolicyDocument=json.dumps(wanted["AssumeRolePolicyDocument"]),
        )
        self._fill(place, made, was, wanted)
        return made

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        iam = place.ask("iam")
        for policy in was.get("ManagedPolicyArns") or []:
            iam.detach_role_policy(RoleName=made.id, PolicyArn=policy)
        for policy in was.get("Policies") or []:
            iam.delete_role_policy(RoleName=made.id, PolicyName=policy["PolicyName"])
        iam.delete_role(RoleName=made.id)

    def _fill(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> None:
        iam = place.ask("iam")
        had = set(was.get("ManagedPolicyArns") or [])
        has = set(wanted.get("ManagedPolicyArns") or [])
        for policy in sorted(has - had):
            iam.attach_role_policy(RoleName=made.id, PolicyArn=policy)
        for policy in sorted(had - has):
            iam.detach_role_policy(RoleName=made.id, PolicyArn=policy)
        names = {one["PolicyName"] for one in wanted.get("Policies") or []}
        for one in wanted.get("Policies") or []:
            _put(place, made.id, one)
        for one in was.get("Policies") or []:
            if one["PolicyName"] not in names:
                iam.delete_role_policy(RoleName=made.id, PolicyName=one["PolicyName"])


class Policy:
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        for role in wanted.get("Roles") or []:
            _put(place, role, wanted)
        return Made(place.name(128))

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        if any(was.get(key) != wanted.get(key) for key in ("PolicyName", "Roles")):
            return None
        self.create(place, wanted)
        return made

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        for role in was.get("Roles") or []:
            place.ask("iam").delete_role_policy(
                RoleName=role, PolicyName=was["PolicyName"]
            )


class ManagedPolicy(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        iam = place.ask("iam")
        arn = iam.create_policy(
            PolicyName=wanted.get("ManagedPolicyName") or place.name(128),
            Path=wanted.get("Path", "/"),
            PolicyDocument=json.dumps(wanted["PolicyDocument"]),
        )["Policy"]["Arn"]
        for role in wanted.get("Roles") or []:
            iam.attach_role_policy(RoleName=role, PolicyArn=arn)
        return Made(arn, {"PolicyArn": arn})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        iam = place.ask("iam")
        for role in was.get("Roles") or []:
            iam.detach_role_policy(RoleName=role, PolicyArn=made.id)
        iam.delete_policy(PolicyArn=made.id)


class InstanceProfile(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        iam = place.ask("iam")
        profile = iam.create_instance_profile(
            InstanceProfileName=wanted.get("InstanceProfileName") or place.name(128),
            Path=wanted.get("Path", "/"),
        )["InstanceProfile"]
        for role in wanted["Roles"]:
            iam.add_role_to_instance_profile(
                InstanceProfileName=profile["InstanceProfileName"], RoleName=role
            )
        return Made(profile["InstanceProfileName"], {"Arn": profile["Arn"]})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        iam = place.ask("iam")
        for role in was["Roles"]:
            iam.remove_role_from_instance_profile(
                InstanceProfileName=made.id, RoleName=role
            )
        iam.delete_instance_profile(InstanceProfileName=made.id)


class OidcProvider(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        arn = place.ask("iam").create_open_id_connect_provider(
            Url=wanted["Url"],
            ClientIDList=wanted.get("ClientIdList") or [],
            ThumbprintList=wanted.get("ThumbprintList") or [],
            Tags=pairs(place.user_tags(wanted.get("Tags"))),
        )["OpenIDConnectProviderArn"]
        return Made(arn, {"Arn": arn})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("iam").delete_open_id_connect_provider(
            OpenIDConnectProviderArn=made.id
        )


def _put(place: Place, role: str, policy: dict[str, Any]) -> None:
    place.ask("iam").put_role_policy(
        RoleName=role,
        PolicyName=policy["PolicyName"],
        PolicyDocument=json.dumps(policy["PolicyDocument"]),
    )


KINDS: dict[str, Kind] = {
    "AWS::IAM::Role": Role(),
    "AWS::IAM::Policy": Policy(),
    "AWS::IAM::ManagedPolicy": ManagedPolicy(),
    "AWS::IAM::InstanceProfile": InstanceProfile(),
    "AWS::IAM::OIDCProvider": OidcProvider(),
}
