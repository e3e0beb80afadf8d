"""The Python sample from the vendor's documentation (help.aliyun.com, 2855420), ported to the standard library.

Prints only the token. Like the sample, it has no cache and asks the vendor every time.
"""

import json
import os
import urllib.parse
import urllib.request
from datetime import datetime, timedelta


def get_access_token():
    interface_url = os.environ["SEED_URL"]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    client_id = os.getenv("ALIMAIL_CLIENT_ID")
    client_secret = os.getenv("ALIMAIL_CLIENT_SECRET")
    if not client_id or not client_secret:
        raise ValueError("Environment variables ALIMAIL_CLIENT_ID and ALIMAIL_CLIENT_SECRET must be set!")
    data = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    request = urllib.request.Request(interface_url, urllib.parse.urlencode(data).encode(), headers)
    with urllib.request.urlopen(request) as response:
        response_json = json.load(response)
    # The sample computes and prints the expiry.
    datetime.now() + timedelta(seconds=response_json["expires_in"])
    return response_json["access_token"]


print(get_access_token())
