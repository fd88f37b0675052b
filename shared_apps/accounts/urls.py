"""Addresses of the sign-in pages of a portal."""

from django.urls import URLPattern, URLResolver, include, path

from shared_apps.accounts import views
from shared_apps.accounts.routes import allauth_names

PAGES: list[URLPattern] = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("signup/", views.signup, name="signup"),
    path("inactive/", views.inactive, name="inactive"),
    path("confirm-email/", views.confirm_email, name="confirm_email"),
    path("password/reset/", views.reset_password, name="reset_password"),
    path("password/reset/confirm/", views.confirm_reset, name="confirm_reset"),
    path("password/reset/new/", views.new_password, name="new_password"),
    path("password/reset/done/", views.reset_done, name="reset_done"),
    path("password/change/", views.change_password, name="change_password"),
    path("email/", views.change_email, name="change_email"),
    path("reauthenticate/", views.reauthenticate, name="reauthenticate"),
]
NAMES_IN_ALLAUTH = {
    "login": "account_login",
    "logout": "account_logout",
    "signup": "account_signup",
    "inactive": "account_inactive",
    "confirm_email": "account_email_verification_sent",
    "reset_password": "account_reset_password",
    "confirm_reset": "account_confirm_password_reset_code",
    "new_password": "account_complete_password_reset",
    "reset_done": "account_password_reset_completed",
    "change_password": "account_change_password",
    "change_email": "account_email",
    "reauthenticate": "account_reauthenticate",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((PAGES, "accounts"))),
    *allauth_names(PAGES, NAMES_IN_ALLAUTH),
]
