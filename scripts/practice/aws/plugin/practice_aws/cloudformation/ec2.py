"""Networks, security groups and launch templates."""

from typing import Any

from ..tags import pairs
from .kinds import Kind, Made, Place, Replaced, without


def _tag(place: Place, id: str, wanted: dict[str, Any]) -> None:
    place.ask("ec2").create_tags(
        Resources=[id], Tags=pairs(place.all_tags(wanted.get("Tags")))
    )


class Vpc(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        ec2 = place.ask("ec2")
        vpc = ec2.create_vpc(CidrBlock=wanted["CidrBlock"])["Vpc"]
        id = vpc["VpcId"]
        for key in ("EnableDnsSupport", "EnableDnsHostnames"):
            if key in wanted:
                ec2.modify_vpc_attribute(VpcId=id, **{key: {"Value": wanted[key]}})
        _tag(place, id, wanted)
        groups = ec2.describe_security_groups(
            Filters=[
                {"Name": "vpc-id", "Values": [id]},
                {"Name": "group-name", "Values": ["default"]},
            ]
        )["SecurityGroups"]
        return Made(
            id,
            {
                "VpcId": id,
                "CidrBlock": wanted["CidrBlock"],
                "DefaultSecurityGroup": groups[0]["GroupId"],
            },
        )

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        ec2 = place.ask("ec2")
        gateways = ec2.describe_internet_gateways(
            Filters=[{"Name": "attachment.vpc-id", "Values": [made.id]}]
        )["InternetGateways"]
        groups = ec2.describe_security_groups(
            Filters=[{"Name": "vpc-id", "Values": [made.id]}]
        )["SecurityGroups"]
        if gateways or any(one["GroupName"] != "default" for one in groups):
            raise RuntimeError(
                f"The vpc '{made.id}' has dependencies and cannot be deleted. (Service: Ec2, Status Code: 400)"
            )
        ec2.delete_vpc(VpcId=made.id)


class Subnet(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        ec2 = place.ask("ec2")
        subnet = ec2.create_subnet(
            **without(wanted, "Tags", "MapPublicIpOnLaunch", "Ipv6CidrBlock", "AssignIpv6AddressOnCreation")
        )["Subnet"]
        id = subnet["SubnetId"]
        if wanted.get("MapPublicIpOnLaunch"):
            ec2.modify_subnet_attribute(
                SubnetId=id, MapPublicIpOnLaunch={"Value": True}
            )
        _tag(place, id, wanted)
        return Made(
            id,
            {
                "SubnetId": id,
                "AvailabilityZone": subnet["AvailabilityZone"],
                "VpcId": subnet["VpcId"],
                "CidrBlock": subnet["CidrBlock"],
            },
        )

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        ec2 = place.ask("ec2")
        instances = ec2.describe_instances(
            Filters=[
                {"Name": "subnet-id", "Values": [made.id]},
                {"Name": "instance-state-name", "Values": ["pending", "running", "stopping", "stopped"]},
            ]
        )["Reservations"]
        if instances:
            raise RuntimeError(
                f"The subnet '{made.id}' has dependencies and cannot be deleted. (Service: Ec2, Status Code: 400)"
            )
        ec2.delete_subnet(SubnetId=made.id)


class InternetGateway(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        gateway = place.ask("ec2").create_internet_gateway()["InternetGateway"]
        id = gateway["InternetGatewayId"]
        _tag(place, id, wanted)
        return Made(id, {"InternetGatewayId": id})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").delete_internet_gateway(InternetGatewayId=made.id)


class GatewayAttachment(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        place.ask("ec2").attach_internet_gateway(
            InternetGatewayId=wanted["InternetGatewayId"], VpcId=wanted["VpcId"]
        )
        return Made(f"IGW|{wanted['VpcId']}")

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").detach_internet_gateway(
            InternetGatewayId=was["InternetGatewayId"], VpcId=was["VpcId"]
        )


class RouteTable(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        table = place.ask("ec2").create_route_table(VpcId=wanted["VpcId"])
        id = table["RouteTable"]["RouteTableId"]
        _tag(place, id, wanted)
        return Made(id, {"RouteTableId": id})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").delete_route_table(RouteTableId=made.id)


class Route(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        place.ask("ec2").create_route(**wanted)
        return Made(f"{wanted['RouteTableId']}|{wanted.get('DestinationCidrBlock')}")

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").delete_route(
            RouteTableId=was["RouteTableId"],
            DestinationCidrBlock=was["DestinationCidrBlock"],
        )


class RouteTableAssociation(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        return Made(place.ask("ec2").associate_route_table(**wanted)["AssociationId"])

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").disassociate_route_table(AssociationId=made.id)


class SecurityGroup(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        ec2 = place.ask("ec2")
        id = ec2.create_security_group(
            GroupName=wanted.get("GroupName") or place.name(),
            Description=wanted["GroupDescription"],
            VpcId=wanted["VpcId"],
        )["GroupId"]
        _tag(place, id, wanted)
        for rule in wanted.get("SecurityGroupIngress") or []:
            ec2.authorize_security_group_ingress(
                GroupId=id, IpPermissions=[_permission(rule)]
            )
        return Made(id, {"GroupId": id, "VpcId": wanted["VpcId"]})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").delete_security_group(GroupId=made.id)


class Ingress(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        made = place.ask("ec2").authorize_security_group_ingress(
            GroupId=wanted["GroupId"], IpPermissions=[_permission(wanted)]
        )
        return Made(made["SecurityGroupRules"][0]["SecurityGroupRuleId"])

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").revoke_security_group_ingress(
            GroupId=was["GroupId"], IpPermissions=[_permission(was)]
        )


class Egress(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        made = place.ask("ec2").authorize_security_group_egress(
            GroupId=wanted["GroupId"], IpPermissions=[_permission(wanted)]
        )
        return Made(made["SecurityGroupRules"][0]["SecurityGroupRuleId"])

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").revoke_security_group_egress(
            GroupId=was["GroupId"], IpPermissions=[_permission(was)]
        )


class ElasticIp(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        made = place.ask("ec2").allocate_address(Domain="vpc")
        _tag(place, made["AllocationId"], wanted)
        return Made(
            made["PublicIp"],
            {"AllocationId": made["AllocationId"], "PublicIp": made["PublicIp"]},
        )

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").release_address(AllocationId=made.attributes["AllocationId"])


class NatGateway(Replaced):
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        gateway = place.ask("ec2").create_nat_gateway(**without(wanted, "Tags"))
        id = gateway["NatGateway"]["NatGatewayId"]
        _tag(place, id, wanted)
        return Made(id, {"NatGatewayId": id})

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").delete_nat_gateway(NatGatewayId=made.id)


class LaunchTemplate:
    def create(self, place: Place, wanted: dict[str, Any]) -> Made:
        ec2 = place.ask("ec2")
        made = ec2.create_launch_template(
            LaunchTemplateName=wanted.get("LaunchTemplateName") or place.name(128),
            VersionDescription=wanted.get("VersionDescription", ""),
            LaunchTemplateData=wanted["LaunchTemplateData"],
        )["LaunchTemplate"]
        own = [
            tag for one in wanted.get("TagSpecifications") or [] for tag in one["Tags"]
        ]
        _tag(place, made["LaunchTemplateId"], {"Tags": own})
        return _template(made)

    def update(
        self, place: Place, made: Made, was: dict[str, Any], wanted: dict[str, Any]
    ) -> Made | None:
        if was.get("LaunchTemplateName") != wanted.get("LaunchTemplateName"):
            return None
        ec2 = place.ask("ec2")
        ec2.create_launch_template_version(
            LaunchTemplateId=made.id,
            VersionDescription=wanted.get("VersionDescription", ""),
            LaunchTemplateData=wanted["LaunchTemplateData"],
        )
        found = ec2.describe_launch_templates(LaunchTemplateIds=[made.id])
        return _template(found["LaunchTemplates"][0])

    def delete(self, place: Place, made: Made, was: dict[str, Any]) -> None:
        place.ask("ec2").delete_launch_template(LaunchTemplateId=made.id)


def _template(told: dict[str, Any]) -> Made:
    return Made(
        told["LaunchTemplateId"],
        {
            "LaunchTemplateId": told["LaunchTemplateId"],
            "LatestVersionNumber": str(told["LatestVersionNumber"]),
            "DefaultVersionNumber": str(told["DefaultVersionNumber"]),
        },
    )


def _permission(rule: dict[str, Any]) -> dict[str, Any]:
    protocol = str(rule["IpProtocol"])
    described = {"Description": rule["Description"]} if "Description" in rule else {}
    group = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    return {
        "IpProtocol": protocol,
        # All protocols have all ports.
        **(
            {"FromPort": int(rule["FromPort"]), "ToPort": int(rule["ToPort"])}
            if protocol != "-1" and "FromPort" in rule
            else {}
        ),
        **({"UserIdGroupPairs": [{"GroupId": group, **described}]} if group else {}),
        **({"IpRanges": [{"CidrIp": rule["CidrIp"], **described}]} if "CidrIp" in rule else {}),
        **({"Ipv6Ranges": [{"CidrIpv6": rule["CidrIpv6"], **described}]} if "CidrIpv6" in rule else {}),
    }


KINDS: dict[str, Kind] = {
    "AWS::EC2::VPC": Vpc(),
    "AWS::EC2::Subnet": Subnet(),
    "AWS::EC2::InternetGateway": InternetGateway(),
    "AWS::EC2::VPCGatewayAttachment": GatewayAttachment(),
    "AWS::EC2::RouteTable": RouteTable(),
    "AWS::EC2::Route": Route(),
    "AWS::EC2::SubnetRouteTableAssociation": RouteTableAssociation(),
    "AWS::EC2::SecurityGroup": SecurityGroup(),
    "AWS::EC2::SecurityGroupIngress": Ingress(),
    "AWS::EC2::SecurityGroupEgress": Egress(),
    "AWS::EC2::EIP": ElasticIp(),
    "AWS::EC2::NatGateway": NatGateway(),
    "AWS::EC2::LaunchTemplate": LaunchTemplate(),
}
