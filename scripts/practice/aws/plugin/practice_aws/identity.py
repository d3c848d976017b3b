"""STS: one user, and whoever took a role; a presigned question is one as well."""

from moto.core.exceptions import SignatureDoesNotMatchError
from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.sts.responses import TokenResponse

from . import facts
from .signature import is_signed

_CREDENTIAL = "X-Amz-Credential"


class IdentityResponse(TokenResponse):
    # The token of `aws eks get-token` is a presigned URL: its key is in the query.
    def get_access_key(self) -> str:
        credential = self.querystring.get(_CREDENTIAL, [""])[0]
        return credential.split("/")[0] or super().get_access_key()

    def get_caller_identity(self) -> ActionResult:
        if _CREDENTIAL in self.querystring and not is_signed(
            self.querystring, self.headers, self.current_account
        ):
            raise SignatureDoesNotMatchError()
        return super().get_caller_identity()


def add_user(account: str) -> None:
    """The user that everybody in practice is, with the key that nobody has anywhere else."""
    backend = iam_backends[account]["aws"]
    name = facts.user_name()
    if name in backend.users:
        return
    backend.create_user("us-east-1", name)
    key = backend.create_access_key(name)
    backend.access_keys.pop(key.physical_resource_id)
    key.access_key_id = facts.access_key()
    key.secret_access_key = facts.secret_key()
    backend.access_keys[key.access_key_id] = key
