"""Who asks, by the key that a request is signed with."""

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends


def identity_of(access_key: str, account: str, region: str) -> str:
    """The ARN that GetCallerIdentity tells."""
    _, arn, _ = sts_backends[account]["aws"].get_caller_identity(access_key, region)
    return arn


def principal_of(access_key: str, account: str, region: str) -> str:
    """The user's or the role's own ARN: that of a session names no path and a session."""
    arn = identity_of(access_key, account, region)
    if ":assumed-role/" not in arn:
        return arn
    role = arn.split("/")[1]
    roles = iam_backends[account]["aws"].roles.values()
    own = next((one.arn for one in roles if one.name == role), None)
    return own or f"arn:aws:iam::{account}:role/{role}"


def is_there(arn: str, account: str) -> bool:
    """Whether IAM has such a user or role; those of other accounts can't be known."""
    if f"::{account}:" not in arn:
        return True
    backend = iam_backends[account]["aws"]
    users = [user.arn for user in backend.users.values()]
    roles = [role.arn for role in backend.roles.values()]
    return arn in users or arn in roles or arn == f"arn:aws:iam::{account}:root"
