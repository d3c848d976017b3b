"""Whether a presigned question was signed as it was asked, with the secret of the key that it names."""

from collections.abc import Mapping
from hmac import compare_digest

from botocore.auth import SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

_SIGNATURE = "X-Amz-Signature"


def is_signed(
    asked: Mapping[str, list[str]], headers: Mapping[str, str], account: str
) -> bool:
    query = {name: values[0] for name, values in asked.items()}
    key, _, region, service, _ = query["X-Amz-Credential"].split("/")
    secret = _secret_of(key, account)
    signature = query.pop(_SIGNATURE, "")
    names = query.get("X-Amz-SignedHeaders", "").split(";")
    if secret is None or any(headers.get(name) is None for name in names):
        return False
    signer = SigV4QueryAuth(Credentials(key, secret), service, region)
    request = AWSRequest("GET", "http://localhost/", {name: headers[name] for name in names}, params=query)
    request.context["timestamp"] = query.get("X-Amz-Date", "")
    wanted = signer.string_to_sign(request, signer.canonical_request(request))
    return compare_digest(signer.signature(wanted, request), signature)


def _secret_of(key: str, account: str) -> str | None:
    own = iam_backends[account]["aws"].access_keys.get(key)
    role = sts_backends[account]["aws"].get_assumed_role_from_access_key(key)
    found = own or role
    return found.secret_access_key if found else None
