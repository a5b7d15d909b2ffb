"""Every address of the site. Of the sign-in library only three pages: nobody signs up or gets passwords by mail."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

handler400 = "access.failures.not_taken"
handler500 = "access.failures.fault"
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("", include("access.urls")),
    path("", include("review.urls")),
]
