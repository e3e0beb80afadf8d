"""django-oauth-toolkit for discovery.py: `django_server.py PORT SECRET KEY`, with an RSA key in PEM at KEY.

The package decides everything; this file configures it. `service` is confidential, `native` is public. Whoever opens the
page of a login is ana, who agrees.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.http import JsonResponse
from django.urls import include, path

port, secret, key = sys.argv[1:]
ISSUER = f"http://127.0.0.1:{port}/o"
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(key).parent / "django.db")}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "__main__.ana"],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_ISS_ENDPOINT": ISSUER,
        "OIDC_RSA_PRIVATE_KEY": Path(key).read_text(encoding="utf-8"),
        "PKCE_REQUIRED": True,
        "SCOPES": {"openid": "OpenID Connect", "mail": "mail"},
        "ALLOWED_REDIRECT_URI_SCHEMES": ["http"],
    },
    ROOT_URLCONF="__main__",
    SECRET_KEY=secret,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    USE_TZ=True,
)


def ana(get_response):
    """Every request is hers."""
    from django.contrib.auth import get_user_model

    def answer(request):
        request.user = get_user_model().objects.get(username="ana")
        return get_response(request)

    return answer


django.setup()
urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("ready", lambda request: JsonResponse({})),
]
if __name__ == "__main__":
    from django.contrib.auth import get_user_model
    from django.core.servers.basehttp import run
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    user = get_user_model().objects.create_user("ana")
    shared = {"user": user, "skip_authorization": True, "algorithm": "RS256"}
    Application.objects.create(
        client_id="service",
        client_secret=secret,
        client_type="confidential",
        authorization_grant_type="client-credentials",
        **shared,
    )
    Application.objects.create(
        client_id="native",
        client_type="public",
        authorization_grant_type="authorization-code",
        redirect_uris="http://127.0.0.1/callback",
        **shared,
    )
    run("127.0.0.1", int(port), get_wsgi_application())
