"""Addresses of who is signed in."""

from django.urls import path

from access import views

urlpatterns = [path("session/", views.session_state, name="session-state")]
