"""Auto Scaling groups that spread over their zones, and keep to their bounds."""

from collections import Counter
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import (
    AutoScalingBackend,
    FakeAutoScalingGroup,
    InstanceState,
)
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult

from .addresses import lead_to_loopback, private_address


class PracticeGroup(FakeAutoScalingGroup):
    """Each new instance goes to the subnet with the fewest, and is what its launch template says, tags included."""

    def replace_autoscaling_group_instances(
        self, count_needed: int, propagated_tags: dict[str, str]
    ) -> None:
        for _ in range(count_needed):
            self._launch(propagated_tags)

    def _launch(self, propagated_tags: dict[str, str]) -> None:
        subnet = self._emptiest()
        template = self.ec2_launch_template
        data = template.get_version(self.launch_template_version).data if template else {}
        tags = {
            one["ResourceType"]: {tag["Key"]: tag["Value"] for tag in one["Tags"]}
            for one in data.get("TagSpecifications", [])
        }
        own = {
            **propagated_tags,
            "aws:autoscaling:groupName": self.name,
            "aws:ec2launchtemplate:id": template.id if template else "",
        }
        tags["instance"] = {**tags.get("instance", {}), **own}
        reservation = self.ec2_backend.run_instances(
            self.image_id,
            1,
            self.user_data,
            [],
            security_group_ids=data.get("SecurityGroupIds", []),
            instance_type=self.instance_type,
            tags=tags,
            placement=subnet.availability_zone,
            launch_template={"LaunchTemplateId": template.id} if template else None,
            is_instance_type_default=False,
            subnet_id=subnet.id,
            private_ip=private_address(subnet),
            region_name=self.region,
            block_device_mappings=_disks(data),
            # As the subnet says.
            associate_public_ip=None,
        )
        for instance in reservation.instances:
            lead_to_loopback(instance)
            for interface in instance.nics.values():
                interface.delete_on_termination = True
            instance.autoscaling_group = self
            self.instance_states.append(
                InstanceState(
                    instance,
                    protected_from_scale_in=self.new_instances_protected_from_scale_in,
                )
            )

    def _emptiest(self) -> Any:
        taken = Counter(state.instance.subnet_id for state in self.instance_states)
        ids = (self.vpc_zone_identifier or "").split(",")
        subnets = self.ec2_backend.describe_subnets(subnet_ids=ids)
        order = {id: index for index, id in enumerate(ids)}
        return min(subnets, key=lambda one: (taken[one.id], order[one.id]))

    def set_desired_capacity(self, new_capacity: int | None) -> None:
        super().set_desired_capacity(new_capacity)
        # moto keeps them in a set in between: the oldest come first again.
        self.instance_states.sort(key=lambda state: state.instance.launch_time)


class GroupResponse(AutoScalingResponse):
    def set_desired_capacity(self) -> ActionResult:
        group = self.autoscaling_backend.autoscaling_groups.get(
            self._get_param("AutoScalingGroupName")
        )
        if group is not None:
            _assert_within(group, int(self._get_param("DesiredCapacity")))
        return super().set_desired_capacity()


class PracticeAutoScaling(AutoScalingBackend):
    def create_auto_scaling_group(self, **asked: Any) -> FakeAutoScalingGroup:
        if not asked.get("vpc_zone_identifier"):
            return super().create_auto_scaling_group(**asked)
        # moto's own group would launch its instances before it is one of ours.
        wanted = asked["desired_capacity"]
        wanted = asked["min_size"] if wanted is None else wanted
        made = super().create_auto_scaling_group(**{**asked, "desired_capacity": 0})
        made.__class__ = PracticeGroup
        made.set_desired_capacity(wanted)
        return made

    def terminate_instance(self, instance_id: str, should_decrement: bool) -> Any:
        group = next(
            (
                group
                for group in self.autoscaling_groups.values()
                for state in group.instance_states
                if state.instance.id == instance_id
            ),
            None,
        )
        if group is None:
            raise AutoscalingClientError(
                "ValidationError",
                f"Instance Id not found - No managed instance found for instance ID: {instance_id}",
            )
        if should_decrement and (group.desired_capacity or 0) <= (group.min_size or 0):
            raise AutoscalingClientError(
                "ValidationError",
                f"Currently, desiredSize equals minSize ({group.min_size}). Terminating instance without replacement will "
                "violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.",
            )
        return super().terminate_instance(instance_id, should_decrement)


def _disks(template: dict[str, Any]) -> list[dict[str, Any]]:
    """The root disk as the template says, or as the image does; it ends with its instance."""
    root = {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20, "VolumeType": "gp3"}}
    return [
        {**one, "Ebs": {"DeleteOnTermination": True, **one["Ebs"]}}
        for one in template.get("BlockDeviceMappings") or [root]
    ]


def _assert_within(group: FakeAutoScalingGroup, wanted: int) -> None:
    for bound, is_beyond, word in (
        (group.min_size or 0, wanted < (group.min_size or 0), "below min"),
        (group.max_size or 0, wanted > (group.max_size or 0), "above max"),
    ):
        if is_beyond:
            raise AutoscalingClientError(
                "ValidationError",
                f"New SetDesiredCapacity value {wanted} is {word} value {bound} for the AutoScalingGroup.",
            )
