"""Requests a token with a vendor's own library, for sdks.py: `sdk_calls.py CALL PORT KEYS`.

Every connection goes to PORT on this machine, whatever its host. KEYS is the folder with the test keys.
"""

import asyncio
import base64
import datetime
import os
import socket
import sys
import time
import warnings
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

warnings.simplefilter("ignore")
CALL, PORT, KEYS = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
ID, SECRET, CODE, REFRESH, TOKEN = "client-id", "client-secret", "the-code", "the-refresh-token", "the-token"
REDIRECT = "https://app.example.com/callback"
KEY, CERTIFICATE = (KEYS / "rsa.pem").read_text(), (KEYS / "rsa-certificate.pem").read_text()
SUBJECT = (KEYS / "subject.jwt").read_text().strip()
TENANT = "11111111-2222-3333-4444-555555555555"
GRAPH = "https://graph.microsoft.com/.default"
CLOUD_SCOPE = "https://www.googleapis.com/auth/cloud-platform"
POOL = "projects/1/locations/global/workloadIdentityPools/pool/providers/provider"
CALLS = {}


def addresses(host, port, *rest, look_up=socket.getaddrinfo, **more):
    return look_up("127.0.0.1", PORT, *rest, **more)


socket.getaddrinfo = addresses


def stop_clock(moment):
    """Lets it be `moment`, in China, for libraries that sign the time."""
    china = datetime.timezone(datetime.timedelta(hours=8))

    class Stopped(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(moment.timestamp(), tz or china)

    time.time = moment.timestamp
    datetime.datetime = Stopped


if "SDK_TIME" in os.environ:
    stop_clock(datetime.datetime.fromisoformat(os.environ["SDK_TIME"]))


def call(function):
    CALLS[function.__name__.replace("_", "-")] = function
    return function


def named(path):
    """The class or function of a library with this full name. The imports of all would be most of this file."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


# --- PyPI msal, azure-identity ---------------------------------------------------------------------------------------


def entra(credential, host="login.microsoftonline.com"):
    kind = "ConfidentialClientApplication" if credential else "PublicClientApplication"
    more = {"client_credential": credential} if credential else {}
    return named(f"msal.{kind}")(ID, authority=f"https://{host}/{TENANT}", **more)


def for_client(credential, scope=GRAPH, **more):
    return entra(credential, **more).acquire_token_for_client([scope])["access_token"]


@call
def entra_secret():
    return for_client(SECRET)


@call
def entra_certificate():
    return for_client({"private_key": KEY, "public_certificate": CERTIFICATE})


@call
def entra_thumbprint():
    return for_client({"private_key": KEY, "thumbprint": "cd382002396874af25110945c2836494713f0f93"})


@call
def entra_federated():
    return for_client({"client_assertion": SUBJECT})


@call
def entra_refresh():
    return entra(SECRET).acquire_token_by_refresh_token(REFRESH, ["User.Read"])["access_token"]


@call
def entra_code():
    return entra(SECRET).acquire_token_by_authorization_code(CODE, ["User.Read"], REDIRECT)["access_token"]


@call
def entra_device():
    app = entra(None)
    return app.acquire_token_by_device_flow(app.initiate_device_flow(["User.Read"]))["access_token"]


CHINA = {"scope": "https://microsoftgraph.chinacloudapi.cn/.default", "host": "login.partner.microsoftonline.cn"}


@call
def azure_china_secret():
    return for_client(SECRET, **CHINA)


@call
def azure_china_certificate():
    return for_client({"private_key": KEY, "public_certificate": CERTIFICATE}, **CHINA)


def managed_identity(**variables):
    os.environ.update(variables)
    credential = named("azure.identity.ManagedIdentityCredential")(client_id=ID)
    return credential.get_token("https://management.azure.com/.default").token


@call
def azure_app_service():
    return managed_identity(IDENTITY_ENDPOINT="http://127.0.0.1:41741/msi/token", IDENTITY_HEADER="the-identity-header")


@call
def entra_azure_identity():
    credential = named("azure.identity.ClientSecretCredential")(TENANT, ID, SECRET)
    return credential.get_token(GRAPH).token


# --- PyPI google-auth ------------------------------------------------------------------------------------------------


def google(credentials):
    credentials.refresh(named("google.auth.transport.requests.Request")())
    return credentials.token


def service_account(kind="Credentials", **more):
    file = {
        "type": "service_account",
        "client_email": "robot@project.iam.gserviceaccount.com",
        "private_key": KEY,
        "private_key_id": "0123456789abcdef",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    return named(f"google.oauth2.service_account.{kind}").from_service_account_info(file, **more)


@call
def google_service_account():
    return google(service_account(scopes=[CLOUD_SCOPE]))


@call
def google_delegated():
    return google(service_account(scopes=[CLOUD_SCOPE], subject="alice@example.com"))


@call
def google_id_token():
    return google(service_account("IDTokenCredentials", target_audience="https://service.run.app"))


@call
def google_impersonation():
    credentials = named("google.auth.impersonated_credentials.Credentials")(
        source_credentials=service_account(),
        target_principal="target@project.iam.gserviceaccount.com",
        target_scopes=[CLOUD_SCOPE],
        delegates=["projects/-/serviceAccounts/middle@project.iam.gserviceaccount.com"],
        lifetime=3600,
    )
    return google(credentials)


@call
def gcp_workload_identity():
    credentials = named("google.auth.identity_pool.Credentials")(
        audience=f"//iam.googleapis.com/{POOL}",
        subject_token_type="urn:ietf:params:oauth:token-type:jwt",
        token_url="https://sts.googleapis.com/v1/token",
        credential_source={"file": str(KEYS / "subject.jwt")},
        scopes=[CLOUD_SCOPE],
    )
    return google(credentials)


@call
def google_refresh():
    more = {"token_uri": "https://oauth2.googleapis.com/token", "client_id": ID, "client_secret": SECRET}
    return google(named("google.oauth2.credentials.Credentials")(None, refresh_token=REFRESH, **more))


# --- PyPI, vendors in China ------------------------------------------------------------------------------------------


def dingtalk(name, *words, **fields):
    models = import_module("alibabacloud_dingtalk.oauth2_1_0.models")
    config = named("alibabacloud_tea_openapi.models.Config")(protocol="https", region_id="central")
    client = named("alibabacloud_dingtalk.oauth2_1_0.client.Client")(config)
    request = getattr(models, f"{name}Request")(**fields)
    method = {"GetAccessToken": "get_access_token", "GetToken": "get_token", "GetUserToken": "get_user_token"}[name]
    return getattr(client, method)(*words, request).body.access_token


@call
def dingtalk_v1():
    return dingtalk("GetAccessToken", app_key=ID, app_secret=SECRET)


@call
def dingtalk_corp():
    grant = {"client_id": ID, "client_secret": SECRET, "grant_type": "client_credentials"}
    return dingtalk("GetToken", "ding0123456789", **grant)


@call
def dingtalk_user_code():
    grant = {"client_id": ID, "client_secret": SECRET, "grant_type": "authorization_code", "code": CODE}
    return dingtalk("GetUserToken", **grant)


@call
def dingtalk_user_refresh():
    grant = {"client_id": ID, "client_secret": SECRET, "grant_type": "refresh_token", "refresh_token": REFRESH}
    return dingtalk("GetUserToken", **grant)


@call
def dingtalk_stream():
    stream = named("dingtalk_stream.DingTalkStreamClient")(named("dingtalk_stream.Credential")(ID, SECRET))
    return stream.get_access_token()


@call
def dingtalk_old():
    return named("dingtalk.AppKeyClient")("ding0123456789", ID, SECRET).get_access_token()["access_token"]


@call
def wechat():
    return named("wechatpy.WeChatClient")(ID, SECRET).fetch_access_token()["access_token"]


def wechat_person():
    return named("wechatpy.WeChatOAuth")(ID, SECRET, REDIRECT)


@call
def wechat_user_code():
    return wechat_person().fetch_access_token(CODE)["access_token"]


@call
def wechat_user_refresh():
    return wechat_person().refresh_access_token(REFRESH)["access_token"]


@call
def wecom():
    return named("wechatpy.enterprise.WeChatClient")(ID, SECRET).fetch_access_token()["access_token"]


@call
def baidu():
    client = named("aip.AipOcr")("1", ID, SECRET)
    return client._auth()["access_token"]


@call
def qq_bot():
    token = named("botpy.robot.Token")(ID, SECRET)
    asyncio.run(token.update_access_token())
    return token.access_token


def tuya(**token):
    """A client, which has a token or not."""
    client = named("tuya_connector.TuyaOpenAPI")("https://openapi.tuyacn.com", ID, SECRET)
    if token:
        client.token_info = named("tuya_connector.openapi.TuyaTokenInfo")({"t": time.time() * 1000, "result": token})
    return client


@call
def tuya_token():
    return tuya().connect()["result"]["access_token"]


@call
def tuya_call():
    client = tuya(access_token=TOKEN, expire_time=7200)
    return client.get("/v2.0/apps/schema/users", {"page_size": 50, "name": "灯 & 1"})["success"]


@call
def jd_call():
    client = named("pyjos.client.JdClient")()
    client.app_key, client.app_secret, client.timeout = ID, SECRET, None
    words = '{"start_date":"2026-11-01 00:00:00","page":"1"}'
    request = SimpleNamespace(api_method_name="jingdong.pop.order.search", api_params=words)
    return client.execute(request, TOKEN)["code"]


def alipay(name, **words):
    config = named("alipay.aop.api.AlipayClientConfig.AlipayClientConfig")()
    lines = KEY[KEY.index("-----BEGIN") :].splitlines()[1:-1]
    # The library wants PKCS#1, which is at the end of PKCS#8, and verifies the response with the same pair.
    private = base64.b64decode("".join(lines))[26:]
    pair = named("rsa.PrivateKey").load_pkcs1(private, format="DER")
    config.app_id, config.app_private_key = ID, base64.b64encode(private).decode()
    key = named("Crypto.PublicKey.RSA.construct")((pair.n, pair.e)).export_key(format="DER")
    config.alipay_public_key = base64.b64encode(key).decode()
    client = named("alipay.aop.api.DefaultAlipayClient.DefaultAlipayClient")(config)
    request = named(f"alipay.aop.api.request.{name}.{name}")()
    for word, value in words.items():
        setattr(request, word, value)
    return client.execute(request)


@call
def alipay_code():
    return alipay("AlipaySystemOauthTokenRequest", grant_type="authorization_code", code=CODE)


@call
def alipay_refresh():
    return alipay("AlipaySystemOauthTokenRequest", grant_type="refresh_token", refresh_token=REFRESH)


@call
def alipay_user():
    return alipay("AlipayUserInfoShareRequest", udf_params={"auth_token": TOKEN})


# --- PyPI, vendors elsewhere -----------------------------------------------------------------------------------------


def slack(**fields):
    found = named("slack_sdk.WebClient")().oauth_v2_access(client_id=ID, client_secret=SECRET, **fields)
    return found["access_token"]


@call
def slack_code():
    return slack(code=CODE, redirect_uri=REDIRECT)


@call
def slack_refresh():
    return slack(grant_type="refresh_token", refresh_token=REFRESH)


@call
def dropbox_refresh():
    client = named("dropbox.Dropbox")(oauth2_refresh_token=REFRESH, app_key=ID, app_secret=SECRET)
    client.refresh_access_token()
    return client._oauth2_access_token


@call
def dropbox_code():
    session = {"csrf": "a-token-against-csrf-attacks"}
    flow = named("dropbox.oauth.DropboxOAuth2Flow")(ID, REDIRECT, session, "csrf", SECRET, token_access_type="offline")
    return flow.finish({"code": CODE, "state": session["csrf"]}).access_token


def without_cache():
    return named("spotipy.cache_handler.MemoryCacheHandler")()


@call
def spotify():
    manager = named("spotipy.oauth2.SpotifyClientCredentials")(ID, SECRET, cache_handler=without_cache())
    return manager.get_access_token(as_dict=False)


def spotify_person():
    return named("spotipy.oauth2.SpotifyOAuth")(ID, SECRET, REDIRECT, cache_handler=without_cache())


@call
def spotify_code():
    return spotify_person().get_access_token(CODE, as_dict=False, check_cache=False)


@call
def spotify_refresh():
    return spotify_person().refresh_access_token(REFRESH)["access_token"]


@call
def twitch():
    async def application():
        client = await named("twitchAPI.twitch.Twitch")(ID, SECRET)
        token = client.get_app_token()
        await client.close()
        return token

    return asyncio.run(application())


@call
def twitch_refresh():
    return asyncio.run(named("twitchAPI.oauth.refresh_access_token")(REFRESH, ID, SECRET))[0]


def reddit(kind, **more):
    requestor = named("prawcore.Requestor")(user_agent="gettoken:tests:1.0 (by /u/nobody)")
    trusted = named("prawcore.TrustedAuthenticator")(
        client_id=ID, client_secret=SECRET, redirect_uri=REDIRECT, requestor=requestor
    )
    return named(f"prawcore.{kind}")(authenticator=trusted, **more)


@call
def reddit_application():
    authorizer = reddit("ReadOnlyAuthorizer")
    authorizer.refresh()
    return authorizer.access_token


@call
def reddit_code():
    authorizer = reddit("Authorizer")
    authorizer.authorize(CODE)
    return authorizer.access_token


@call
def reddit_refresh():
    authorizer = reddit("Authorizer", refresh_token=REFRESH)
    authorizer.refresh()
    return authorizer.access_token


@call
def paypal():
    path = "paypalserversdk.http.auth.o_auth_2.ClientCredentialsAuthCredentials"
    credentials = named(path)(o_auth_client_id=ID, o_auth_client_secret=SECRET)
    production = named("paypalserversdk.configuration.Environment").PRODUCTION
    client = named("paypalserversdk.paypal_serversdk_client.PaypalServersdkClient")(
        client_credentials_auth_credentials=credentials, environment=production
    )
    return client.oauth_2.fetch_token().access_token


@call
def salesforce():
    login = named("simple_salesforce.login.SalesforceLogin")
    return login(consumer_key=ID, consumer_secret=SECRET, domain="company.my")[0]


@call
def salesforce_jwt():
    login = named("simple_salesforce.login.SalesforceLogin")
    return login(username="alice@example.com", consumer_key=ID, privatekey=KEY)[0]


@call
def ibm_iam():
    return named("ibm_cloud_sdk_core.authenticators.IAMAuthenticator")(SECRET).token_manager.get_token()


def databricks(**more):
    config = named("databricks.sdk.core.Config")(client_id=ID, client_secret=SECRET, auth_type="oauth-m2m", **more)
    return config.oauth_token().access_token


@call
def databricks_workspace():
    return databricks(host="https://adb-1.2.azuredatabricks.net")


@call
def databricks_account():
    return databricks(host="https://accounts.cloud.databricks.com", account_id=TENANT)


def vault():
    words = {"url": "https://vault.example.com:8200", "namespace": "team"}
    return named("hvac.Client")(**words, verify=os.environ["SSL_CERT_FILE"])


@call
def vault_approle():
    return vault().auth.approle.login(ID, SECRET)["auth"]["client_token"]


@call
def vault_jwt():
    return vault().auth.jwt.jwt_login("ci", SUBJECT)["auth"]["client_token"]


@call
def box():
    config = named("box_sdk_gen.CCGConfig")(ID, SECRET, enterprise_id="12345")
    return named("box_sdk_gen.BoxCCGAuth")(config).refresh_token().access_token


@call
def box_jwt():
    config = named("box_sdk_gen.JWTConfig")(ID, SECRET, "key-id", locked_key(), "passphrase", enterprise_id="12345")
    return named("box_sdk_gen.BoxJWTAuth")(config).refresh_token().access_token


def locked_key():
    """The key as Box hands it out: with a passphrase."""
    serialization = import_module("cryptography.hazmat.primitives.serialization")
    key = serialization.load_pem_private_key(KEY.encode(), None)
    locked = serialization.BestAvailableEncryption(b"passphrase")
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked).decode()


def box_person():
    return named("box_sdk_gen.BoxOAuth")(named("box_sdk_gen.OAuthConfig")(ID, SECRET))


@call
def box_code():
    return box_person().get_tokens_authorization_code_grant(CODE).access_token


@call
def box_refresh():
    person = box_person()
    person.token_storage.store(named("box_sdk_gen.AccessToken")(access_token="old", refresh_token=REFRESH))
    return person.refresh_token().access_token


def auth0():
    return named("auth0.authentication.GetToken")("tenant.us.auth0.com", ID, client_secret=SECRET)


@call
def auth0_application():
    return auth0().client_credentials("https://api.example.com")["access_token"]


@call
def auth0_code():
    return auth0().authorization_code(CODE, REDIRECT)["access_token"]


@call
def auth0_refresh():
    return auth0().refresh_token(REFRESH)["access_token"]


def keycloak():
    words = {"realm_name": "company", "client_id": ID, "client_secret_key": SECRET}
    verify = os.environ["SSL_CERT_FILE"]
    return named("keycloak.KeycloakOpenID")(server_url="https://sso.example.com/", verify=verify, **words)


@call
def keycloak_application():
    return keycloak().token(grant_type="client_credentials")["access_token"]


@call
def keycloak_refresh():
    return keycloak().refresh_token(REFRESH)["access_token"]


@call
def line():
    client = named("linebot.v3.oauth.ApiClient")(
        named("linebot.v3.oauth.Configuration")(ssl_ca_cert=os.environ["SSL_CERT_FILE"])
    )
    issued = named("linebot.v3.oauth.ChannelAccessToken")(client).issue_stateless_channel_token(
        grant_type="client_credentials", client_id=ID, client_secret=SECRET
    )
    return issued.access_token


def zoho(**grant):
    """The library's token, without the SDK's settings, which it only looks up for the address."""
    OAuthToken = named("zohocrmsdk.src.com.zoho.api.authenticator.OAuthToken")
    token = OAuthToken(client_id=ID, client_secret=SECRET, redirect_url=REDIRECT, **grant)
    centre = named("zohocrmsdk.src.com.zoho.crm.api.dc.USDataCenter").PRODUCTION()
    initializer = named("zohocrmsdk.src.com.zoho.crm.api.Initializer")
    initializer.get_initializer = staticmethod(
        lambda: SimpleNamespace(sdk_config=named("zohocrmsdk.src.com.zoho.crm.api.sdk_config.SDKConfig")())
    )
    renew = token.refresh_access_token if "refresh_token" in grant else token.generate_access_token
    renew(token, centre.accounts_url)
    return token.get_access_token()


@call
def zoho_code():
    return zoho(grant_token=CODE)


@call
def zoho_refresh():
    return zoho(refresh_token=REFRESH)


def xero(function, *words):
    configuration = named("xero_python.api_client.configuration.Configuration")()
    configuration.ssl_ca_cert = os.environ["SSL_CERT_FILE"]
    client = named("xero_python.api_client.ApiClient")(configuration)
    api = named("xero_python.api_client.oauth2.TokenApi")(client, ID, SECRET)
    return getattr(api, function)(*words)["access_token"]


@call
def xero_application():
    return xero("get_client_credentials_token", False)


@call
def xero_refresh():
    return xero("refresh_token", REFRESH, ["offline_access"])


@call
def docusign():
    client = named("docusign_esign.ApiClient")()
    words = {"client_id": ID, "user_id": "user-id", "oauth_host_name": "account.docusign.com"}
    more = {"private_key_bytes": KEY.encode(), "expires_in": 3600, "scopes": ["signature", "impersonation"]}
    return client.request_jwt_user_token(**words, **more).access_token


@call
def okta_org():
    words = {"orgUrl": "https://company.okta.com", "authorizationMode": "PrivateKey", "clientId": ID}
    more = {"scopes": ["okta.users.read"], "privateKey": KEY, "kid": "key-id"}

    async def application():
        client = named("okta.client.Client")({**words, **more})
        return (await client._request_executor._oauth.get_access_token())[0]

    return asyncio.run(application())


@call
def anthropic():
    exchanged = named("anthropic.lib.credentials.WorkloadIdentityCredentials")(
        identity_token_provider=lambda: SUBJECT,
        federation_rule_id="fdrl_1",
        organization_id=TENANT,
        service_account_id="svac_1",
    )
    return exchanged().token


@call
def openai():
    subject = {"token_type": "jwt", "get_token": lambda: SUBJECT}
    identity = {"identity_provider_id": "idp_1", "service_account_id": "sa_1", "provider": subject}
    return named("openai.auth._workload.WorkloadIdentityAuth")(workload_identity=identity).get_token()


def hubspot(**grant):
    api = named("hubspot.HubSpot")().oauth.tokens_api
    return api.create(client_id=ID, client_secret=SECRET, **grant).access_token


@call
def hubspot_refresh():
    return hubspot(grant_type="refresh_token", refresh_token=REFRESH)


@call
def hubspot_code():
    return hubspot(grant_type="authorization_code", code=CODE, redirect_uri=REDIRECT)


# Clients that bring their own authorities ask this function for the file.
try:
    import_module("certifi").where = lambda: os.environ["SSL_CERT_FILE"]
except ModuleNotFoundError:
    pass
print(CALLS[CALL]())
