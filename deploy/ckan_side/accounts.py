"""Make accounts match a list: run with CKAN's Python, JSON in, JSON out.

Reads `{"loader": token or "", "accounts": [...]}` from standard input and writes the same with what
is now true: passwords are made to fit, tokens that open nothing are replaced. Repeating it changes
nothing. An account has name, role, opd, capacity, fullname, password and token.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.lib import api_token

TOKEN_NAME = "deploy"  # noqa: S105 (a label, not a secret)
LOADER_TOKEN_NAME = "xloader"  # noqa: S105 (a label, not a secret)
DAY = 24 * 60 * 60
# The accounts of a demo portal and the loader's own: renewed by the next set-up when it is over.
TOKEN_DAYS = 3650


def main() -> None:
    """Read the wish, carry it out, write the result."""
    wish = json.load(sys.stdin)
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    with application._wsgi_app.test_request_context():  # pyright: ignore[reportAttributeAccessIssue]
        site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        for account in wish["accounts"]:
            _settle(account, site["name"])
        wish["loader"] = _token(wish["loader"], site["name"], LOADER_TOKEN_NAME)
    json.dump(wish, sys.stdout)


def _settle(account: dict[str, Any], site_user: str) -> None:
    user = model.User.get(account["name"])
    if user is None:
        _act("user_create", site_user, **_profile(account))
    elif not user.validate_password(account["password"]) or user.state != "active":
        _act("user_update", site_user, id=user.id, state="active", **_profile(account))
    if account["role"] == "sysadmin":
        _act("user_patch", site_user, id=account["name"], sysadmin=True)
    if account["opd"]:
        _act(
            "organization_member_create",
            site_user,
            id=account["opd"],
            username=account["name"],
            role=account["capacity"],
        )
    account["token"] = _token(account["token"], account["name"], TOKEN_NAME)


def _profile(account: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": account["name"],
        "fullname": account["fullname"],
        "email": f"{account['name']}@portal.example",
        "password": account["password"],
    }


def _token(known: str, user_name: str, label: str) -> str:
    if known:
        owner = api_token.get_user_from_token(known, update_access_time=False)
        if owner is not None and owner.name == user_name:
            return known
    made = _act(
        "api_token_create", user_name, user=user_name, name=label, expires_in=TOKEN_DAYS, unit=DAY
    )
    return made["token"]


def _act(action: str, acting: str, /, **data: Any) -> Any:
    return tk.get_action(action)({"ignore_auth": True, "user": acting}, data)


if __name__ == "__main__":
    main()
