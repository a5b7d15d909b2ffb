"""Addresses of the language screen; its page is that of the review's language flags."""

from django.urls import path

from review.reviewing.screening import views

urlpatterns = [path("reviews/<uuid:review>/flags/decide/", views.screen_decide, name="screen-decide")]
