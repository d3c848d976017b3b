"""EKS's images of Amazon Linux 2023, and the public SSM parameters that name them."""

import re
from hashlib import sha256
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.ec2.models import ec2_backends
from moto.ec2.models.amis import Ami

from . import facts

_OWNER = "602401143452"
_PARAMETER = re.compile(
    r"^/aws/service/eks/optimized-ami/(?P<minor>[\d.]+)/amazon-linux-2023/"
    r"(?P<architecture>x86_64|arm64)/standard/(?P<which>[^/]+)/(?P<what>image_id|image_name|release_version)$"
)


def releases(minor: str) -> list[str]:
    """The releases of a minor version's image, the newest first."""
    known = facts.minor(minor)
    return known["images"] if known else []


def parameter(name: str, region: str) -> str | None:
    """The value of a public parameter, if it is one of these."""
    found = _PARAMETER.match(name)
    if not found:
        return None
    minor, architecture = found["minor"], found["architecture"]
    release = _release(minor, found["which"], architecture)
    if release is None:
        return None
    if found["what"] == "release_version":
        return release
    if found["what"] == "image_name":
        return image_name(release, architecture)
    return image_of(release, architecture, region)


def image_of(release: str, architecture: str, region: str) -> str:
    """The id of a release's image, which EC2 knows from then on."""
    name = image_name(release, architecture)
    id = f"ami-{sha256(f'{region}/{name}'.encode()).hexdigest()[:17]}"
    images = ec2_backends[DEFAULT_ACCOUNT_ID][region].amis
    if id not in images:
        images[id] = _image(id, name, architecture, region)
    return id


def image_name(release: str, architecture: str) -> str:
    version, day = release.split("-")
    minor = ".".join(version.split(".")[:2])
    return f"amazon-eks-node-al2023-{architecture}-standard-{minor}-v{day}"


def _release(minor: str, which: str, architecture: str) -> str | None:
    known = releases(minor)
    if which == "recommended":
        return known[0] if known else None
    return next((one for one in known if image_name(one, architecture) == which), None)


def _image(id: str, name: str, architecture: str, region: str) -> Any:
    return Ami(
        ec2_backends[DEFAULT_ACCOUNT_ID][region],
        id,
        name=name,
        description=f"EKS-optimized Kubernetes node based on Amazon Linux 2023, {name}",
        owner_id=_OWNER,
        owner_alias="amazon",
        public=True,
        virtualization_type="hvm",
        architecture=architecture,
        image_location=f"amazon/{name}",
        hypervisor="xen",
        root_device_type="ebs",
        root_device_name="/dev/xvda",
        region_name=region,
    )
