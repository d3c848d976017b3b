"""Tags, in the shape that EC2, IAM and CloudFormation have."""


def pairs(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
