"""Gets a token as a vendor's own library does, for sdks.py: `sdk_calls.py CASE`, with its values as JSON on stdin."""

import json
import sys
import warnings

warnings.simplefilter("ignore")
case, values = sys.argv[1], json.load(sys.stdin)


def entra(credential):
    import msal

    authority = f"https://{values['host']}/{values['tenant']}"
    app = msal.ConfidentialClientApplication(values["client"], authority=authority, client_credential=credential)
    return app.acquire_token_for_client([values["scope"]])["access_token"]


def google(credentials):
    from google.auth.transport.requests import Request

    credentials.refresh(Request())
    return credentials.token


def service_account(**more):
    from google.oauth2 import service_account

    return service_account.Credentials.from_service_account_file(
        values["key-file"], scopes=values["scope"].split(), **more
    )


def identity_pool():
    from google.auth import identity_pool

    return identity_pool.Credentials(
        audience=values["audience"],
        subject_token_type="urn:ietf:params:oauth:token-type:jwt",
        token_url="https://sts.googleapis.com/v1/token",
        credential_source={"file": values["subject-file"]},
        scopes=values["scope"].split(),
    )


def impersonated():
    from google.auth import impersonated_credentials

    return impersonated_credentials.Credentials(
        source_credentials=service_account(),
        target_principal=values["target"],
        target_scopes=values["scope"].split(),
        delegates=values["delegates"],
        lifetime=3600,
    )


def id_token():
    from google.oauth2 import service_account

    return service_account.IDTokenCredentials.from_service_account_file(
        values["key-file"], target_audience=values["audience"]
    )


with open(values["key"], encoding="utf-8") as file:
    key = file.read()
calls = {
    "entra-certificate": lambda: entra({"private_key": key, "public_certificate": values["certificate"]}),
    "entra-thumbprint": lambda: entra({"private_key": key, "thumbprint": values["thumbprint"]}),
    "entra-federated": lambda: entra({"client_assertion": values["subject"]}),
    "service-account": lambda: google(service_account()),
    "delegated": lambda: google(service_account(subject="alice@example.com")),
    "id-token": lambda: google(id_token()),
    "impersonation": lambda: google(impersonated()),
    "identity-pool": lambda: google(identity_pool()),
}
print(calls[case]())
