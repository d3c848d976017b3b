"""IAM's OIDC providers: their names have no port where it is that of https."""

from typing import Any

from moto.iam.models import IAMBackend, OpenIDConnectProvider


class PracticeIam(IAMBackend):
    def create_open_id_connect_provider(
        self, url: str, *args: Any, **asked: Any
    ) -> OpenIDConnectProvider:
        return super().create_open_id_connect_provider(
            url.replace(":443", "", 1), *args, **asked
        )
