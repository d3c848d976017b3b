"""python -m practice_aws --port P [--host-url URL] [--log FILE] [--addresses PREFIX], with PRACTICE_FACTS in its environment"""

import argparse
import json
import os
import signal
import sys


def main() -> None:
    parser = argparse.ArgumentParser(prog="practice_aws")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host-url")
    parser.add_argument("--log")
    parser.add_argument("--addresses", default="127.100")
    asked = parser.parse_args()
    known = json.loads(os.environ["PRACTICE_FACTS"])
    account = known["account"]
    # moto reads these when it is first imported.
    os.environ["MOTO_ACCOUNT_ID"] = account
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

    from . import addresses, clients, facts, host, identity, registry, server
    from .access_log import AccessLog

    facts.load(known)
    addresses.begin_with(asked.addresses)
    clients.serve_at(f"http://127.0.0.1:{asked.port}")
    if asked.host_url:
        host.use(host.HttpHost(asked.host_url))
    registry.register()
    identity.add_user(account)
    server.serve(asked.port, AccessLog(asked.log) if asked.log else None)


main()
