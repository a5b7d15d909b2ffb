"""Addresses of a supervisor's decisions; reopening stands in `releases`, which knows what was given out."""

from django.urls import path

from review.moderation import views

urlpatterns = [
    path("cases/<uuid:subject>/return/", views.case_return, name="case-return"),
    path("cases/<uuid:subject>/sign-off/", views.case_sign_off, name="case-sign-off"),
    path("sign-offs/<uuid:sign_off>/", views.sign_off, name="sign-off"),
]
