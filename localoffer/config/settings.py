"""All settings, read from the environment. The defaults are production's; `./run` sets the demo's; nothing here does I/O.

`docs/reference/settings.md` lists every variable, and a test compares the two.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from . import env

HOUSE = Path(__file__).resolve().parents[2]
MODE = env.choice("LOCALOFFER_MODE", "production", among=("production", "demo", "test"))
IS_DEMO, IS_PRODUCTION = MODE == "demo", MODE == "production"
DATA_DIR = Path(env.text("LOCALOFFER_DATA_DIR", str(HOUSE / "var")))
SHIPPED_DATA_DIR = HOUSE / "data"
PORT = env.integer("PORT", 8000, least=1, most=65535)

DEBUG = env.boolean("LOCALOFFER_DEBUG", False)
if DEBUG and IS_PRODUCTION:
    raise ImproperlyConfigured(
        "LOCALOFFER_DEBUG is on. It shows the inside of the site to strangers: use it with LOCALOFFER_MODE=demo only."
    )
if IS_PRODUCTION:
    SECRET_KEY = env.secret("LOCALOFFER_SECRET_KEY")
    ALLOWED_HOSTS = env.hosts("LOCALOFFER_HOSTS")
    SITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}"
else:
    SECRET_KEY = env.text("LOCALOFFER_SECRET_KEY", "only-for-tests-on-this-machine-" + "x" * 20)
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
    SITE_ADDRESS = f"http://127.0.0.1:{PORT}"

INSTALLED_APPS = [
    "localoffer.config.apps.ConfigConfig",
    "localoffer.api",
    "localoffer.editorial",
    "localoffer.search",
    "localoffer.guidance",
    "localoffer.journeys",
    "localoffer.directory",
    "localoffer.accounts",
    "localoffer.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

# The order matters: headers go on every response, the cache answers before sessions are looked at, and the
# transaction stands last so that it wraps the view alone.
MIDDLEWARE = [
    "localoffer.core.middleware.security_headers",
    "localoffer.api.middleware.open_to_programs",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "localoffer.core.middleware.refuse_bad_addresses",
    "localoffer.core.middleware.language_from_address",
    "localoffer.core.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "localoffer.accounts.middleware.EndIdleSessions",
    "localoffer.accounts.middleware.RequireSecondFactor",
    "localoffer.accounts.middleware.AskPermissionTable",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "localoffer.core.middleware.OneTransaction",
]

ROOT_URLCONF = "localoffer.config.urls"
WSGI_APPLICATION = "localoffer.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "localoffer" / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "localoffer.core.context.council",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", default_file=str(DATA_DIR / "localoffer.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Language and time. Schedules keep London wall time; only moments that happened are instants.
LANGUAGE_CODE = "en-gb"
# The order is the switch's. A language stands here once its frame is translated in config/locale (docs/how-to/translate.md).
LANGUAGES = [("en-gb", "English"), ("ro", "Romanian"), ("ur", "Urdu")]
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:1]  # one tree of pages: translations stand beside it (ADR 20)
USE_I18N = True
LOCALE_PATHS = [HOUSE / "localoffer" / "config" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
FORMAT_MODULE_PATH = "localoffer.config.formats"

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "localoffer.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,10/5m/ip", "reset_password": "10/5m/ip,3/5m/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]  # passkeys wait: see ADR 12
SECOND_FACTOR_REQUIRED = env.boolean("LOCALOFFER_SECOND_FACTOR", not IS_DEMO) or IS_PRODUCTION
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
TRUSTED_PROXIES = env.integer("LOCALOFFER_TRUSTED_PROXIES", 0, most=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# Cookies and transport. Only people who sign in get a cookie.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_PRODUCTION else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = IS_PRODUCTION and env.boolean("LOCALOFFER_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # but for the desk, which previews pages in a frame of its own (core.middleware)
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "localoffer.core.views.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"

# E-mail. Without a mail server, messages are written to files in the data directory, never lost.
EMAIL_HOST = env.text("LOCALOFFER_EMAIL_HOST", "")
EMAIL_PORT = env.integer("LOCALOFFER_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("LOCALOFFER_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("LOCALOFFER_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("LOCALOFFER_EMAIL_FROM", "local-offer@localhost")

# Background work
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if MODE == "test" else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# The server
WORKERS = env.integer("LOCALOFFER_WORKERS", 2, least=1, most=64)
THREADS = env.integer("LOCALOFFER_THREADS", 64, least=1, most=512)
LISTEN_ADDRESS = env.text("LOCALOFFER_LISTEN", "127.0.0.1")

# Pages
PAGE_CACHE_MEGABYTES = env.integer("LOCALOFFER_PAGE_CACHE_MB", 32)
SECURITY_CONTACT = env.text("LOCALOFFER_SECURITY_CONTACT", "")
FETCH_ALLOWED_HOSTS = env.words("LOCALOFFER_FETCH_HOSTS", "api.os.uk,assets.publishing.service.gov.uk,www.gov.uk")
SEARCH_SHOWS_NO_INDEX = IS_DEMO and env.boolean("LOCALOFFER_NOINDEX", True)

# Wagtail
WAGTAIL_FINISH_WORKFLOW_ACTION = "localoffer.core.reviews.publish_reviewed"  # never words that nobody reviewed (ADR 6)
WAGTAIL_SITE_NAME = "Open Local Offer"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "ol", "ul", "link", "document-link"]},
    }
}

# Logs go to the standard error of the process; no address, query or body of a visitor is written. The framework's own
# handlers are taken off: one prints an exception's words, the other would mail the whole request.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"no_visitors": {"()": "localoffer.core.logs.WithoutVisitors"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_visitors"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": []},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
